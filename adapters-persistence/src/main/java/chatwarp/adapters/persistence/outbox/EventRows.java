package chatwarp.adapters.persistence.outbox;

import chatwarp.adapters.persistence.seal.AesKey;
import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.sql.ArrayStatement;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.domain.model.EventId;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Events on their way into the outbox within a transaction. Not thread-safe. */
public final class EventRows {
  private static final String DATA = "event_outbox.data";

  private static final ArrayStatement INSERT =
      ArrayStatement.of(
          """
          insert into event_outbox
            (instance_id, event_id, kind, instance_name, sender, at, data)
          select instance, event, kind, name, sender, at, data
          from unnest(:instance, :ord, :event, :kind, :name, :sender, :at, :data)
            as t(instance, ord, event, kind, name, sender, at, data)
          order by ord
          """);

  private final Columns columns = new Columns();

  /** Takes an event; the caller holds the instance's lease row. */
  public void add(InstanceId instance, AesKey key, NewEvent event) {
    columns
        .row()
        .uuid("instance", instance.value())
        .number("ord", columns.size())
        .uuid("event", event.id().value())
        .text("kind", event.kind().name())
        .text("name", event.instance().value())
        .text("sender", event.sender().map(UserJid::toString))
        .time("at", event.at())
        .bytes("data", key.seal(cell(instance, event), event.data()));
  }

  /** Hands over what was taken; sequence numbers follow the order in which it was taken. */
  public void write(Pipeline pipeline) {
    pipeline.add(INSERT, columns);
  }

  private static Cell cell(InstanceId instance, NewEvent event) {
    return Cell.of(instance, DATA, event.id().toString());
  }

  /** A row of the outbox as it is stored: its columns besides instance, seq and data. */
  static StoredEvent read(InstanceId instance, AesKey key, ResultSet row, String column)
      throws SQLException {
    EventId id = new EventId(Cells.uuid(row, "event_id"));
    String kind = row.getString("kind");
    Optional<UserJid> sender =
        Cells.text(row, "sender").map(Jid::parse).map(jid -> (UserJid) jid.bare());
    Cell cell = Cell.of(instance, column, id.toString());
    return new StoredEvent(
        instance,
        row.getLong("seq"),
        new NewEvent(
            id,
            EventKind.ofName(kind).orElseThrow(() -> new StoreException.Unreadable("event kind")),
            new InstanceName(row.getString("instance_name")),
            sender,
            Cells.time(row, "event_at"),
            key.open(cell, row.getBytes("data"))));
  }

  static StoredEvent read(InstanceId instance, AesKey key, ResultSet row) throws SQLException {
    return read(instance, key, row, DATA);
  }
}
