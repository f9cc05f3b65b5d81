package chatwarp.simulator.content;

/** The phone does not know the message that something is about, or cannot use it. */
public final class UnknownTargetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownTargetException(String message) {
    super(message);
  }
}
