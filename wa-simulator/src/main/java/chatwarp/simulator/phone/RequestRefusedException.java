package chatwarp.simulator.phone;

/** The server refused what a phone asked for. */
public final class RequestRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  RequestRefusedException(int code, String text) {
    super(text);
    this.code = code;
  }

  /** The number of the error; 0 when the connection went away first. */
  public int code() {
    return code;
  }
}
