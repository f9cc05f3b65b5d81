package chatwarp.adapters.wa.signal;

/** A message that no session authenticates. */
public final class BadMacException extends SignalException {
  private static final long serialVersionUID = 1L;

  BadMacException(String message) {
    super(RetryReason.BAD_MAC, message);
  }
}
