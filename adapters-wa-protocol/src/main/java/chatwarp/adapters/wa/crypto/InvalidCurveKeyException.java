package chatwarp.adapters.wa.crypto;

/** A Curve25519 key of the wrong length, of an unknown type, or of small order. */
public final class InvalidCurveKeyException extends CryptoException {
  private static final long serialVersionUID = 1L;

  /** A refusal told in one sentence. */
  public InvalidCurveKeyException(String message) {
    super(message);
  }
}
