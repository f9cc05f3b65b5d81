package chatwarp.simulator.listen;

/** A port could not be opened, or the TLS identity could not be made. */
public final class ListenException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
