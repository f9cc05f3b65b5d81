package chatwarp.adapters.wa.signal;

/**
 * A message, a bundle or a record that the Signal protocol refuses. Nothing was changed.
 *
 * <p>{@link DuplicateMessageException} is the one that asks for no retry: acknowledge and forget.
 */
public abstract sealed class SignalException extends RuntimeException
    permits NoSessionException,
        NoSenderKeyException,
        InvalidKeyIdException,
        InvalidMessageException,
        BadMacException,
        InvalidSignatureException,
        DuplicateMessageException,
        UntrustedIdentityException,
        InvalidRecordException {
  private static final long serialVersionUID = 1L;

  private final RetryReason reason;

  SignalException(RetryReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  SignalException(RetryReason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What a retry receipt says about it. */
  public RetryReason reason() {
    return reason;
  }
}
