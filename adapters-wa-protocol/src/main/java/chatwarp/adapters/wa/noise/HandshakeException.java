package chatwarp.adapters.wa.noise;

/** The peer's handshake message is not what it must be (01 §7). */
public final class HandshakeException extends NoiseException {
  private static final long serialVersionUID = 1L;

  /** What was wrong with it. */
  public enum Fault {
    /** Not a protobuf message, or an empty frame. */
    MALFORMED,
    /** Another message than the one whose turn it is. */
    UNEXPECTED,
    /** An ephemeral key, static key or payload is missing. */
    MISSING_PART,
    /** A key is not 32 bytes. */
    KEY_LENGTH,
    /** A key of small order: the agreed secret would be known to everybody. */
    WEAK_KEY,
    /** A part was encrypted with other keys, or changed on the way. */
    DECRYPTION
  }

  private final Fault fault;

  HandshakeException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  HandshakeException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
