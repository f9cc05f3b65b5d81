package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Sql;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ConversationRepository;
import java.util.Optional;

/** Messages, chats and contacts in PostgreSQL, for reading. Any thread may call. */
public final class PostgresConversations implements ConversationRepository {
  private final Sql sql;
  private final KeyRing keys;

  public PostgresConversations(Sql sql, KeyRing keys) {
    this.sql = sql;
    this.keys = keys;
  }

  @Override
  public Optional<MessageRecord> message(InstanceId instance, Optional<Jid> chat, MessageId id) {
    return sql.read(handle ->
        handle
            .createQuery(
                "select "
                    + MessageRow.COLUMNS
                    + """
                     from message
                    where instance_id = :instance and id = :id
                      and (cast(:chat as text) is null or chat = :chat)
                    order by at desc limit 1
                    """)
            .bind("instance", instance.value())
            .bind("id", id.value())
            .bind("chat", chat.map(Jid::toString))
            .map((row, _) -> MessageRow.read(instance, keys.of(handle, instance), row))
            .findOne());
  }

  @Override
  public boolean exists(InstanceId instance, Jid chat, UserJid sender, MessageId id) {
    return sql.read(handle ->
        handle
            .createQuery(
                """
                select 1 from message
                where instance_id = :instance and id = :id and chat = :chat
                  and sender = :sender
                """)
            .bind("instance", instance.value())
            .bind("id", id.value())
            .bind("chat", chat.toString())
            .bind("sender", sender.toString())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  @Override
  public boolean chatExists(InstanceId instance, Jid chat) {
    return sql.read(handle ->
        handle
            .createQuery("select 1 from chat where instance_id = :instance and jid = :jid")
            .bind("instance", instance.value())
            .bind("jid", chat.toString())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  @Override
  public Optional<Optional<String>> contactName(InstanceId instance, UserJid contact) {
    return sql.read(handle ->
        handle
            .createQuery(
                "select push_name from contact where instance_id = :instance and jid = :jid")
            .bind("instance", instance.value())
            .bind("jid", contact.toString())
            .map((row, _) -> Cells.text(row, "push_name"))
            .findOne());
  }

  @Override
  public Optional<IdempotentSend> idempotentSend(InstanceId instance, IdempotencyKey key) {
    return sql.read(handle -> new IdempotencyRows(keys, handle).find(instance, key));
  }
}
