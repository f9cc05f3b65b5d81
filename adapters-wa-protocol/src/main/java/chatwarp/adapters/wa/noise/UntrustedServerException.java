package chatwarp.adapters.wa.noise;

/** The server's certificate chain does not lead to the root key (01 §6). Never retry by itself. */
public final class UntrustedServerException extends NoiseException {
  private static final long serialVersionUID = 1L;

  /** The check that failed. */
  public enum Fault {
    /** Not a protobuf message, or a certificate without details. */
    MALFORMED,
    /** A signature that is not 64 bytes. */
    SIGNATURE_LENGTH,
    /** The root key did not sign the intermediate certificate. */
    INTERMEDIATE_SIGNATURE,
    /** The intermediate certificate names another issuer than the root. */
    INTERMEDIATE_ISSUER,
    /** The intermediate key is not 32 bytes. */
    INTERMEDIATE_KEY,
    /** The intermediate key did not sign the leaf. */
    LEAF_SIGNATURE,
    /** The leaf names another issuer than the intermediate certificate. */
    LEAF_ISSUER,
    /** The leaf is not for the key the server proved to have. */
    LEAF_KEY,
    /** A certificate begins in the future. */
    NOT_YET_VALID,
    /** A certificate ended in the past. */
    EXPIRED
  }

  private final Fault fault;

  UntrustedServerException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  UntrustedServerException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
