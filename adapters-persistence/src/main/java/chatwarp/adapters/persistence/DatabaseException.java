package chatwarp.adapters.persistence;

/** The database cannot be used; the message is a line for the operator. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean temporary;

  DatabaseException(String message, Throwable cause, boolean temporary) {
    super(message, cause);
    this.temporary = temporary;
  }

  DatabaseException(String message, Throwable cause) {
    this(message, cause, false);
  }

  /** With a cause whose message is such a line already. */
  DatabaseException(RuntimeException cause) {
    super(cause.getMessage(), cause);
    this.temporary = false;
  }

  DatabaseException(String message) {
    super(message);
    this.temporary = false;
  }

  /** Whether the database is only away: the same call may succeed later, without a change. */
  public boolean temporary() {
    return temporary;
  }
}
