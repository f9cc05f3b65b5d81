package chatwarp.adapters.wa.signal;

/** A message that was read before: acknowledge it, ask for no retry. */
public final class DuplicateMessageException extends SignalException {
  private static final long serialVersionUID = 1L;

  DuplicateMessageException(int counter) {
    super(RetryReason.UNKNOWN, "message " + counter + " of its chain was read before");
  }
}
