package chatwarp.application.instance;

import chatwarp.domain.model.InstanceName;

/** Something a user asked of an instance that cannot be done. */
public abstract sealed class InstanceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private InstanceException(String message) {
    super(message);
  }

  private InstanceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** There is no instance of that name. */
  public static final class NotFound extends InstanceException {
    private static final long serialVersionUID = 1L;

    public NotFound(InstanceName name) {
      super("The \"" + name + "\" instance does not exist");
    }
  }

  /** An instance of that name exists. */
  public static final class NameTaken extends InstanceException {
    private static final long serialVersionUID = 1L;

    public NameTaken(InstanceName name) {
      super("This name \"" + name + "\" is already in use.");
    }

    public NameTaken(InstanceName name, Throwable cause) {
      super("This name \"" + name + "\" is already in use.", cause);
    }
  }

  /** The instance is not connected. */
  public static final class NotConnected extends InstanceException {
    private static final long serialVersionUID = 1L;

    public NotConnected(InstanceName name) {
      super("The \"" + name + "\" instance is not connected");
    }
  }

  /** The connection could not be made and will not be tried again by itself. */
  public static final class ConnectFailed extends InstanceException {
    private static final long serialVersionUID = 1L;

    public ConnectFailed(String reason) {
      super(reason);
    }
  }

  /** The server has begun to listen and not yet taken up its instances. */
  public static final class Starting extends InstanceException {
    private static final long serialVersionUID = 1L;

    public Starting() {
      super("the server is starting");
    }
  }

  /** The server is shutting down and takes no new work. */
  public static final class ShuttingDown extends InstanceException {
    private static final long serialVersionUID = 1L;

    public ShuttingDown() {
      super("the server is shutting down");
    }
  }
}
