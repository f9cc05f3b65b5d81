package chatwarp.domain.port;

/** A failure of something outside that its caller can act on. */
public abstract sealed class PortException extends RuntimeException
    permits StoreException, SessionException, FetchException, MediaException {
  private static final long serialVersionUID = 1L;

  protected PortException(String message) {
    super(message);
  }

  protected PortException(String message, Throwable cause) {
    super(message, cause);
  }
}
