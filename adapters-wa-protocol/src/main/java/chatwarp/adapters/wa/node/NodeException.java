package chatwarp.adapters.wa.node;

/** A stanza lacks a part it must have, or the part is of the wrong kind; the message names it. */
public final class NodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String tag;
  private final String part;

  NodeException(String tag, String part, String problem) {
    super("<" + tag + "> " + problem + " " + part);
    this.tag = tag;
    this.part = part;
  }

  NodeException(String tag, String part, String problem, Throwable cause) {
    super("<" + tag + "> " + problem + " " + part, cause);
    this.tag = tag;
    this.part = part;
  }

  /** Tag of the stanza that lacks something. */
  public String tag() {
    return tag;
  }

  /** The missing part, for example {@code attribute 'id'}. */
  public String part() {
    return part;
  }
}
