package chatwarp.adapters.persistence.state;

import chatwarp.adapters.persistence.sql.ArrayStatement;

/** The statements of a commit over logins, keyed state and stanzas; each for many rows. */
final class StateStatements {
  static final ArrayStatement FORGET_AUTH =
      ArrayStatement.of("delete from auth_state where instance_id = any (:instance)");

  static final ArrayStatement FORGET_STATE =
      ArrayStatement.of("delete from state_entry where instance_id = any (:instance)");

  static final ArrayStatement FORGET_STANZAS =
      ArrayStatement.of("delete from stanza_outbox where instance_id = any (:instance)");

  static final ArrayStatement SAVE_AUTH =
      ArrayStatement.of(
          """
          insert into auth_state (instance_id, value)
          select * from unnest(:instance, :value)
          on conflict (instance_id) do update set value = excluded.value
          """);

  static final ArrayStatement DELETE =
      ArrayStatement.of(
          """
          delete from state_entry s using unnest(:instance, :space, :id) as t(instance, space, id)
          where s.instance_id = t.instance and s.space = t.space and s.id = t.id
          """);

  static final ArrayStatement PUT =
      ArrayStatement.of(
          """
          insert into state_entry (instance_id, space, id, value, expires)
          select * from unnest(:instance, :space, :id, :value, :expires)
          on conflict (instance_id, space, id)
          do update set value = excluded.value, expires = excluded.expires
          """);

  static final ArrayStatement DROP =
      ArrayStatement.of(
          """
          delete from stanza_outbox s using unnest(:instance, :id) as t(instance, id)
          where s.instance_id = t.instance and s.message_id = t.id
          """);

  static final ArrayStatement KEEP =
      ArrayStatement.of(
          """
          insert into stanza_outbox (instance_id, message_id, chat, stanza)
          select instance, id, chat, stanza
          from unnest(:ord, :instance, :id, :chat, :stanza) as t(ord, instance, id, chat, stanza)
          order by ord
          on conflict (instance_id, message_id)
          do update set chat = excluded.chat, stanza = excluded.stanza
          """);

  private StateStatements() {}
}
