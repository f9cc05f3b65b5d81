package chatwarp.adapters.persistence;

/** The database cannot be used; the message is a line for the operator. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With a cause whose message is such a line already. */
  DatabaseException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }

  DatabaseException(String message) {
    super(message);
  }
}
