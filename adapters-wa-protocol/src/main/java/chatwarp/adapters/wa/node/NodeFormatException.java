package chatwarp.adapters.wa.node;

/**
 * Bytes are not a node, or a node cannot be written as bytes. When it happens on receipt, drop the
 * frame; the ciphers of the connection are still in step.
 */
public final class NodeFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was wrong. */
  public enum Fault {
    /** The bytes end inside something. */
    TRUNCATED,
    /** Bytes remain behind the root node or behind the compressed data. */
    LEFTOVER,
    /** The compressed data is damaged. */
    INFLATE,
    /** The inflated frame, or its number of nodes, passes the limit. */
    TOO_BIG,
    /** Nodes are nested too deeply. */
    TOO_DEEP,
    /** Something else stands where a node must begin. */
    NOT_A_NODE,
    /** A node of size 0. */
    EMPTY_NODE,
    /** A tag or attribute name that is missing, empty, an address, or not UTF-8. */
    NAME,
    /** A byte that begins nothing, or a list where text belongs. */
    TOKEN,
    /** Packed text with an impossible digit or length. */
    PACKED,
    /** An address without its parts, or with parts that do not fit. */
    JID,
    /** A node that has no form on the wire: too many parts, or an address too big for its form. */
    UNWRITABLE
  }

  private final Fault fault;

  NodeFormatException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  NodeFormatException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
