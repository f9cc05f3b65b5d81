package chatwarp.adapters.wa.signal;

/** A signature, of a signed prekey or of a group message, that does not verify. */
public final class InvalidSignatureException extends SignalException {
  private static final long serialVersionUID = 1L;

  InvalidSignatureException(String message) {
    super(RetryReason.INVALID_SIGNATURE, message);
  }
}
