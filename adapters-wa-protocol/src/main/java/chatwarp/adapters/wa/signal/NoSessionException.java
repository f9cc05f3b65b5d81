package chatwarp.adapters.wa.signal;

/** There is no session with the device: fetch a bundle, or ask for a retry. */
public final class NoSessionException extends SignalException {
  private static final long serialVersionUID = 1L;

  NoSessionException(String message) {
    super(RetryReason.NO_SESSION, message);
  }
}
