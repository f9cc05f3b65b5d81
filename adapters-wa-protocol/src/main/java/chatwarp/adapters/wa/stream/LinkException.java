package chatwarp.adapters.wa.stream;

/** The road to the server has ended, or can no longer be trusted; it is closed. */
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LinkException(String message) {
    super(message);
  }

  LinkException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
