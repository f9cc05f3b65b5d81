package chatwarp.application.message;

/** A message that was not sent. */
public abstract sealed class SendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private SendException(String message) {
    super(message);
  }

  private SendException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The instance is not connected; nothing was kept. */
  public static final class NotConnected extends SendException {
    private static final long serialVersionUID = 1L;

    public NotConnected() {
      super("Connection Closed");
    }

    public NotConnected(Throwable cause) {
      super("Connection Closed", cause);
    }
  }

  /** The number has no account. */
  public static final class NotOnWhatsApp extends SendException {
    private static final long serialVersionUID = 1L;

    private final String number;
    private final String jid;

    public NotOnWhatsApp(String number, String jid) {
      super("the number is not on WhatsApp");
      this.number = number;
      this.jid = jid;
    }

    /** As the user wrote it. */
    public String number() {
      return number;
    }

    /** The likeliest address it meant. */
    public String jid() {
      return jid;
    }
  }

  /** The server refused the message. */
  public static final class Refused extends SendException {
    private static final long serialVersionUID = 1L;

    /** The recipient has issued no privacy token to the account. */
    private static final int NO_TOKEN = 463;

    private final int code;

    public Refused(int code) {
      super("WhatsApp refused the message with code " + code + meaning(code));
      this.code = code;
    }

    private static String meaning(int code) {
      return code == NO_TOKEN ? ": this account may not begin a chat with that person" : "";
    }

    /** The server's number. */
    public int code() {
      return code;
    }
  }

  /** The idempotency key, or the chosen id, belongs to another request. */
  public static final class KeyReused extends SendException {
    private static final long serialVersionUID = 1L;

    public KeyReused() {
      super("this key was used for another request");
    }
  }

  /** Only an admin of the group may do this. */
  public static final class NotAdmin extends SendException {
    private static final long serialVersionUID = 1L;

    public NotAdmin() {
      super("Only an admin of the group may delete a message of somebody else for everyone");
    }
  }
}
