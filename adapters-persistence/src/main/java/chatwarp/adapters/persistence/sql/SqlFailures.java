package chatwarp.adapters.persistence.sql;

import chatwarp.domain.port.StoreException;
import java.sql.SQLException;
import java.sql.SQLTransientException;

/** The one place that knows which SQL states mean what (PostgreSQL manual, appendix A). */
public final class SqlFailures {
  private SqlFailures() {}

  /** The same failure in the store's words. */
  public static StoreException translate(Exception failure) {
    return switch (failure) {
      case StoreException known -> known;
      default ->
          isTransient(failure)
              ? new StoreException.Unavailable(failure)
              : new StoreException.Rejected(failure);
    };
  }

  /** Whether the same may succeed later. */
  public static boolean isTransient(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException) {
        return true;
      }
      if (cause instanceof SQLException sql) {
        // Without a state it is the pool's own: it is closed.
        return sql.getSQLState() == null || isTransient(sql.getSQLState());
      }
    }
    return false;
  }

  private static boolean isTransient(String state) {
    return switch (state.substring(0, 2)) {
      // Connection, out of resources, operator intervention, system error, rollback.
      case "08", "53", "57", "58", "40" -> true;
      // Starting up as a standby, or the lock was not to be had.
      default -> state.equals("25006") || state.equals("55P03");
    };
  }

  /**
   * Whether a unique index of this name refused the statement; the server names it in any language.
   */
  public static boolean violates(String index, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
        return sql.getMessage() != null && sql.getMessage().contains(index);
      }
    }
    return false;
  }
}
