package chatwarp.domain.port;

/** Something could not be read or kept. */
public abstract sealed class StoreException extends PortException {
  private static final long serialVersionUID = 1L;

  private StoreException(String message) {
    super(message);
  }

  private StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The store does not answer; the same call may succeed later. */
  public static final class Unavailable extends StoreException {
    private static final long serialVersionUID = 1L;

    public Unavailable(Throwable cause) {
      super("the store is unavailable", cause);
    }
  }

  /** Another node has taken the instance over: this epoch may write no more. */
  public static final class StaleLease extends StoreException {
    private static final long serialVersionUID = 1L;

    public StaleLease() {
      super("another owner runs this instance");
    }
  }

  /** The instance let this session go: what it still tells is not kept. Another may follow. */
  public static final class SessionEnded extends StoreException {
    private static final long serialVersionUID = 1L;

    public SessionEnded() {
      super("the session was let go");
    }
  }

  /** An instance of that name exists. */
  public static final class NameTaken extends StoreException {
    private static final long serialVersionUID = 1L;

    public NameTaken() {
      super("an instance of this name exists");
    }
  }

  /** What was stored cannot be read: wrong key or damaged bytes. */
  public static final class Unreadable extends StoreException {
    private static final long serialVersionUID = 1L;

    public Unreadable(String what, Throwable cause) {
      super(what + " cannot be read", cause);
    }

    public Unreadable(String what) {
      super(what + " cannot be read");
    }
  }

  /** The change itself was refused; trying again will not help. */
  public static final class Rejected extends StoreException {
    private static final long serialVersionUID = 1L;

    public Rejected(Throwable cause) {
      super("the change was refused by the store", cause);
    }
  }
}
