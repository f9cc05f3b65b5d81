package chatwarp.adapters.wa.crypto;

/** A ciphertext whose tag, length or padding is wrong. Nothing of its plaintext is released. */
public final class DecryptionFailedException extends CryptoException {
  private static final long serialVersionUID = 1L;

  /** A refusal told in one sentence. */
  public DecryptionFailedException(String message) {
    super(message);
  }

  /** A refusal by the cipher below. */
  public DecryptionFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
