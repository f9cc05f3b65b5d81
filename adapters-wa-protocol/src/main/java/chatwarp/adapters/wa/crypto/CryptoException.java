package chatwarp.adapters.wa.crypto;

/** A cryptographic operation that refused its input. The message never holds key material. */
public abstract sealed class CryptoException extends RuntimeException
    permits InvalidCurveKeyException, DecryptionFailedException {
  private static final long serialVersionUID = 1L;

  CryptoException(String message) {
    super(message);
  }

  CryptoException(String message, Throwable cause) {
    super(message, cause);
  }
}
