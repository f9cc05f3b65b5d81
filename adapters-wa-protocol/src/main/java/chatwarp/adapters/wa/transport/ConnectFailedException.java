package chatwarp.adapters.wa.transport;

/**
 * No connection came about: the name, the network, the time limit, TLS, or a nonsensical answer.
 */
public final class ConnectFailedException extends TransportException {
  private static final long serialVersionUID = 1L;

  ConnectFailedException(String message) {
    super(message);
  }

  ConnectFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
