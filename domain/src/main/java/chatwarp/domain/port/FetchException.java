package chatwarp.domain.port;

/** A user's URL could not be downloaded. */
public abstract sealed class FetchException extends PortException {
  private static final long serialVersionUID = 1L;

  private FetchException(String message) {
    super(message);
  }

  private FetchException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The address is one that requests may not reach. */
  public static final class TargetRefused extends FetchException {
    private static final long serialVersionUID = 1L;

    public TargetRefused() {
      super("the address is not allowed");
    }
  }

  /** The body is larger than allowed. */
  public static final class TooLarge extends FetchException {
    private static final long serialVersionUID = 1L;

    public TooLarge(long limitBytes) {
      super("the file is larger than " + limitBytes + " bytes");
    }
  }

  /** The other side answered with an error status, or not at all. */
  public static final class Failed extends FetchException {
    private static final long serialVersionUID = 1L;

    public Failed(String message) {
      super(message);
    }

    public Failed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
