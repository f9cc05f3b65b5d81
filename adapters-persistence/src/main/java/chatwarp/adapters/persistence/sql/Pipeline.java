package chatwarp.adapters.persistence.sql;

import chatwarp.domain.port.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Statements of one transaction that travel in one round trip, in their order. Not thread-safe. */
public final class Pipeline {
  private final List<ArrayStatement> statements = new ArrayList<>();
  private final List<Columns> values = new ArrayList<>();

  /** Takes a statement with its rows; nothing happens when there are none. */
  public void add(ArrayStatement statement, Columns rows) {
    if (!rows.isEmpty()) {
      statements.add(statement);
      values.add(rows);
    }
  }

  /**
   * Sends what was taken.
   *
   * @throws StoreException when one of them fails; the transaction is lost then
   */
  public void execute(Handle handle) {
    if (statements.isEmpty()) {
      return;
    }
    // The driver splits at semicolons, and sends the parts without waiting in between.
    String sql = String.join(";\n", statements.stream().map(ArrayStatement::sql).toList());
    Connection connection = handle.getConnection();
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      int position = 1;
      for (int i = 0; i < statements.size(); i++) {
        for (String column : statements.get(i).columns()) {
          prepared.setArray(position++, values.get(i).array(connection, column));
        }
      }
      prepared.execute();
    } catch (SQLException e) {
      throw SqlFailures.translate(e);
    }
  }
}
