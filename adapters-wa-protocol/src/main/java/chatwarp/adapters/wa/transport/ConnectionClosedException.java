package chatwarp.adapters.wa.transport;

/** The connection ended, by either side or by the network. */
public final class ConnectionClosedException extends TransportException {
  /** Our own {@link WebSocket#close}, or a close frame of the peer without a code. */
  public static final int NO_CODE = 1005;

  /** The connection ended without a close frame. */
  public static final int ABNORMAL = 1006;

  private static final long serialVersionUID = 1L;

  private final int code;

  ConnectionClosedException(int code, String message) {
    super(message);
    this.code = code;
  }

  ConnectionClosedException(int code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The close code (RFC 6455 §7.4): the peer's, or the one we told it when it broke the rules. */
  public int code() {
    return code;
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
