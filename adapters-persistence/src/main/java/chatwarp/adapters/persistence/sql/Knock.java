package chatwarp.adapters.persistence.sql;

import chatwarp.domain.port.StoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Properties;

/** Asks a database to let us in, and waits no longer than told. */
public final class Knock {
  private Knock() {}

  /**
   * Logs in once.
   *
   * @throws StoreException.Unavailable when there is no answer, or the server is starting or full
   * @throws StoreException.Rejected when it does not let us in, as with a wrong password
   */
  public static void at(DatabaseUrl url, Duration patience) {
    int seconds = (int) Math.max(1, patience.toSeconds());
    String limit = Integer.toString(seconds);
    Properties login = new Properties();
    url.user().ifPresent(user -> login.setProperty("user", user));
    url.password().ifPresent(password -> login.setProperty("password", password));
    login.setProperty("connectTimeout", limit);
    login.setProperty("loginTimeout", limit);
    login.setProperty("socketTimeout", limit);
    try (Connection connection = DriverManager.getConnection(url.jdbc(), login)) {
      if (!connection.isValid(seconds)) {
        throw new SQLTimeoutException("the server lets us in and does not answer");
      }
    } catch (SQLException e) {
      throw SqlFailures.translate(e);
    }
  }
}
