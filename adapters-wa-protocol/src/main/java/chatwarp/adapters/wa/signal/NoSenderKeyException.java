package chatwarp.adapters.wa.signal;

/** The sender's key for this group is not known: ask for a retry. */
public final class NoSenderKeyException extends SignalException {
  private static final long serialVersionUID = 1L;

  NoSenderKeyException(String message) {
    super(RetryReason.NO_SESSION, message);
  }
}
