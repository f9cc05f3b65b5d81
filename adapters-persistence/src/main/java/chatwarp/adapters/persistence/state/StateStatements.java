package chatwarp.adapters.persistence.state;

import chatwarp.adapters.persistence.sql.Columns;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements of a commit over logins, keyed state and stanzas; one each, for many rows. */
final class StateStatements {
  private StateStatements() {}

  static void forget(Handle handle, Set<UUID> instances) {
    for (String table : List.of("auth_state", "state_entry", "stanza_outbox")) {
      handle
          .createUpdate("delete from " + table + " where instance_id = any(:instances)")
          .bind("instances", Columns.uuids(instances))
          .execute();
    }
  }

  static void save(Handle handle, Columns auth) {
    execute(
        handle,
        auth,
        """
        insert into auth_state (instance_id, value)
        select * from unnest(:instance, :value)
        on conflict (instance_id) do update set value = excluded.value
        """);
  }

  static void delete(Handle handle, Columns deleted) {
    execute(
        handle,
        deleted,
        """
        delete from state_entry s using unnest(:instance, :space, :id) as t(instance, space, id)
        where s.instance_id = t.instance and s.space = t.space and s.id = t.id
        """);
  }

  static void put(Handle handle, Columns put) {
    execute(
        handle,
        put,
        """
        insert into state_entry (instance_id, space, id, value, expires)
        select * from unnest(:instance, :space, :id, :value, :expires)
        on conflict (instance_id, space, id)
        do update set value = excluded.value, expires = excluded.expires
        """);
  }

  static void drop(Handle handle, Columns dropped) {
    execute(
        handle,
        dropped,
        """
        delete from stanza_outbox s using unnest(:instance, :id) as t(instance, id)
        where s.instance_id = t.instance and s.message_id = t.id
        """);
  }

  static void keep(Handle handle, Columns kept) {
    execute(
        handle,
        kept,
        """
        insert into stanza_outbox (instance_id, message_id, chat, stanza)
        select instance, id, chat, stanza
        from unnest(:ord, :instance, :id, :chat, :stanza) as t(ord, instance, id, chat, stanza)
        order by ord
        on conflict (instance_id, message_id)
        do update set chat = excluded.chat, stanza = excluded.stanza
        """);
  }

  private static void execute(Handle handle, Columns columns, String sql) {
    if (!columns.isEmpty()) {
      columns.bindTo(handle.createUpdate(sql)).execute();
    }
  }
}
