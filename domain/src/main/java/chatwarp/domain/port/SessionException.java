package chatwarp.domain.port;

/** A request to WhatsApp failed. */
public abstract sealed class SessionException extends PortException {
  private static final long serialVersionUID = 1L;

  private SessionException(String message) {
    super(message);
  }

  private SessionException(String message, Throwable cause) {
    super(message, cause);
  }

  /** There is no open connection, or it ended before the answer. */
  public static final class NotConnected extends SessionException {
    private static final long serialVersionUID = 1L;

    public NotConnected() {
      super("Connection Closed");
    }
  }

  /** No answer came in time. */
  public static final class TimedOut extends SessionException {
    private static final long serialVersionUID = 1L;

    public TimedOut(String what) {
      super("no answer in time to " + what);
    }
  }

  /** WhatsApp answered with an error. */
  public static final class Refused extends SessionException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public Refused(int code, String text) {
      super(text);
      this.code = code;
    }

    /** The server's number. */
    public int code() {
      return code;
    }
  }

  /** A media file has expired on the hosts. */
  public static final class MediaGone extends SessionException {
    private static final long serialVersionUID = 1L;

    public MediaGone() {
      super("the media has expired");
    }
  }

  /** A media file could not be transferred. */
  public static final class MediaFailed extends SessionException {
    private static final long serialVersionUID = 1L;

    public MediaFailed(String why) {
      super(why);
    }

    public MediaFailed(String why, Throwable cause) {
      super(why, cause);
    }
  }

  /** A message refers to another one that is not kept here. */
  public static final class UnknownMessage extends SessionException {
    private static final long serialVersionUID = 1L;

    public UnknownMessage() {
      super("the message it refers to is not known");
    }
  }

  /** No device of the recipient could be encrypted to. */
  public static final class NoRecipientDevice extends SessionException {
    private static final long serialVersionUID = 1L;

    public NoRecipientDevice() {
      super("no device of the recipient can be reached");
    }
  }

  /** The server broke the protocol. */
  public static final class Malformed extends SessionException {
    private static final long serialVersionUID = 1L;

    public Malformed(String what, Throwable cause) {
      super(what, cause);
    }

    public Malformed(String what) {
      super(what);
    }
  }
}
