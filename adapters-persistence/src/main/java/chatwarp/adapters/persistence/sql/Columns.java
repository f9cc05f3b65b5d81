package chatwarp.adapters.persistence.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into one statement, as one array per column for {@code unnest(:a, :b)}. One
 * round trip and one plan, whatever the number of rows. Not thread-safe.
 */
public final class Columns {
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private int rows;

  private record Column(String type, List<@Nullable Object> values) {}

  /** Adds a row; its cells follow. */
  public Columns row() {
    rows++;
    return this;
  }

  public Columns uuid(String name, UUID value) {
    return add(name, "uuid", value);
  }

  public Columns text(String name, String value) {
    return add(name, "text", value);
  }

  public Columns text(String name, Optional<String> value) {
    return add(name, "text", value.orElse(null));
  }

  public Columns bytes(String name, byte[] value) {
    return add(name, "bytea", value);
  }

  public Columns number(String name, long value) {
    return add(name, "int8", value);
  }

  public Columns number(String name, OptionalInt value) {
    return add(name, "int8", value.isPresent() ? (long) value.getAsInt() : null);
  }

  public Columns flag(String name, boolean value) {
    return add(name, "bool", value);
  }

  public Columns time(String name, Instant value) {
    return add(name, "timestamptz", value.toString());
  }

  public Columns time(String name, Optional<Instant> value) {
    return add(name, "timestamptz", value.map(Instant::toString).orElse(null));
  }

  private Columns add(String name, String type, @Nullable Object value) {
    columns.computeIfAbsent(name, _ -> new Column(type, new ArrayList<>())).values().add(value);
    return this;
  }

  /** Number of rows. */
  public int size() {
    return rows;
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  /** Binds every column under its name. */
  public <S extends SqlStatement<S>> S bindTo(S statement) {
    for (String name : columns.keySet()) {
      Argument array =
          (at, prepared, _) -> prepared.setArray(at, array(prepared.getConnection(), name));
      statement.bind(name, array);
    }
    return statement;
  }

  /** One column as the driver's array. */
  Array array(Connection connection, String name) throws SQLException {
    Column column = Objects.requireNonNull(columns.get(name), name);
    Object[] values =
        switch (column.type()) {
          case "bytea" -> column.values().toArray(byte[][]::new);
          case "uuid" -> column.values().toArray(UUID[]::new);
          case "int8" -> column.values().toArray(Long[]::new);
          case "bool" -> column.values().toArray(Boolean[]::new);
          default -> column.values().toArray(String[]::new);
        };
    return connection.createArrayOf(column.type(), values);
  }

  /** One array of ids, for {@code = any(:ids)}. */
  public static Argument uuids(Collection<UUID> ids) {
    return array("uuid", ids.toArray(UUID[]::new));
  }

  /** One array of texts. */
  public static Argument texts(Collection<String> texts) {
    return array("text", texts.toArray(String[]::new));
  }

  private static Argument array(String type, Object[] values) {
    return (position, statement, _) ->
        statement.setArray(position, statement.getConnection().createArrayOf(type, values));
  }
}
