package chatwarp.adapters.persistence;

import chatwarp.adapters.persistence.sql.DatabaseUrl;
import chatwarp.domain.model.InstanceId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Holds an instance's lease row from outside, so that the writer waits and commits pile up. */
final class LeaseLock implements AutoCloseable {
  private final Connection connection;

  LeaseLock(String url, InstanceId instance) throws SQLException {
    DatabaseUrl address = DatabaseUrl.parse(url);
    connection =
        DriverManager.getConnection(
            address.jdbc(), address.user().orElse(null), address.password().orElse(null));
    connection.setAutoCommit(false);
    try (PreparedStatement lock =
        connection.prepareStatement("select 1 from lease where instance_id = ? for update")) {
      lock.setObject(1, instance.value());
      lock.execute();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
