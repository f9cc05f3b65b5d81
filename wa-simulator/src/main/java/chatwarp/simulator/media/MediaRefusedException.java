package chatwarp.simulator.media;

/** The media host cannot do what it was asked for; answered with its HTTP status. */
public final class MediaRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  MediaRefusedException(int status, String reason) {
    super(reason);
    this.status = status;
  }

  MediaRefusedException(int status, String reason, Throwable cause) {
    super(reason, cause);
    this.status = status;
  }

  /** 400..599. */
  public int status() {
    return status;
  }
}
