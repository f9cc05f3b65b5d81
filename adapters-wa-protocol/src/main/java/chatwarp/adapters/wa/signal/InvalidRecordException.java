package chatwarp.adapters.wa.signal;

/** A stored record that cannot be read: damaged, or written by a newer version. */
public final class InvalidRecordException extends SignalException {
  private static final long serialVersionUID = 1L;

  InvalidRecordException(String message) {
    super(RetryReason.INVALID_SESSION, message);
  }
}
