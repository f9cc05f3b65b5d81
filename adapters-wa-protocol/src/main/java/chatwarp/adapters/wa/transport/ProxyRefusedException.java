package chatwarp.adapters.wa.transport;

/** The proxy answered, but did not connect; the message says what it answered. */
public final class ProxyRefusedException extends TransportException {
  private static final long serialVersionUID = 1L;

  ProxyRefusedException(String message) {
    super(message);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
