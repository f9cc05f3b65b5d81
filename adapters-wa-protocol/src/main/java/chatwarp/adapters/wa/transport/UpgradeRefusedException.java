package chatwarp.adapters.wa.transport;

/** The server answered the upgrade request with another status than 101. */
public final class UpgradeRefusedException extends TransportException {
  private static final long serialVersionUID = 1L;

  private final int status;

  UpgradeRefusedException(int status) {
    super("the server answered " + status + " instead of upgrading to a WebSocket");
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** True for the statuses that whatsmeow tries again after (01 §1). */
  @Override
  public boolean retryable() {
    return switch (status) {
      case 408, 500, 501, 502, 503, 504 -> true;
      default -> false;
    };
  }
}
