package chatwarp.adapters.wa.transport;

/** The connection to the server cannot be made, or has ended. */
public abstract sealed class TransportException extends RuntimeException
    permits ConnectFailedException,
        ProxyRefusedException,
        UpgradeRefusedException,
        ConnectionClosedException,
        FrameTooLongException {
  private static final long serialVersionUID = 1L;

  TransportException(String message) {
    super(message);
  }

  TransportException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether another attempt, later, may do better. */
  public abstract boolean retryable();
}
