package chatwarp.application.chat;

/** Something about a chat could not be answered. */
public abstract sealed class ChatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ChatException(String message) {
    super(message);
  }

  private ChatException(String message, Throwable cause) {
    super(message, cause);
  }

  /** No such message is kept. */
  public static final class MessageNotFound extends ChatException {
    private static final long serialVersionUID = 1L;

    public MessageNotFound() {
      super("Message not found");
    }
  }

  /** The message has no file. */
  public static final class NotMedia extends ChatException {
    private static final long serialVersionUID = 1L;

    public NotMedia() {
      super("The message is not of the media type");
    }
  }

  /** The file is larger than can be given. */
  public static final class FileTooLarge extends ChatException {
    private static final long serialVersionUID = 1L;

    public FileTooLarge(int limit) {
      super("the file is larger than " + limit + " bytes");
    }
  }

  /** The spool could not be written. */
  public static final class SpoolFailed extends ChatException {
    private static final long serialVersionUID = 1L;

    public SpoolFailed(Throwable cause) {
      super("the file could not be kept", cause);
    }
  }
}
