package chatwarp.domain.port;

/** A file cannot be sent, or given, as what was asked for. Its message says why, for the user. */
public final class MediaException extends PortException {
  private static final long serialVersionUID = 1L;

  public MediaException(String message) {
    super(message);
  }

  public MediaException(String message, Throwable cause) {
    super(message, cause);
  }
}
