package chatwarp.adapters.wa.stream;

/** No connection came about; {@link #ending} says what to make of it. */
public final class ConnectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Ending ending;

  ConnectException(Ending ending, Throwable cause) {
    super(ending.detail(), cause);
    this.ending = ending;
  }

  public Ending ending() {
    return ending;
  }
}
