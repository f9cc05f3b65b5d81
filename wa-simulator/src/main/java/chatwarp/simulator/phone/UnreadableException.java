package chatwarp.simulator.phone;

/** A received message that the phone cannot read; the reason decides what it answers. */
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Unreadable reason;

  UnreadableException(Unreadable reason, String message) {
    super(message);
    this.reason = reason;
  }

  UnreadableException(Unreadable reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  Unreadable reason() {
    return reason;
  }
}
