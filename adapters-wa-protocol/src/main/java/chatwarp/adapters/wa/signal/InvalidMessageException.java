package chatwarp.adapters.wa.signal;

/** A message that does not parse, or that no session can read. */
public final class InvalidMessageException extends SignalException {
  private static final long serialVersionUID = 1L;

  InvalidMessageException(String message) {
    super(RetryReason.INVALID_MESSAGE, message);
  }

  InvalidMessageException(RetryReason reason, String message) {
    super(reason, message);
  }

  InvalidMessageException(RetryReason reason, String message, Throwable cause) {
    super(reason, message, cause);
  }
}
