package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.sql.ArrayStatement;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.MessageReceipt;
import chatwarp.domain.port.RowChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How far messages got with each person, on their way into a transaction. Not thread-safe. */
final class ReceiptRows {
  // The rule of MessageStatus.mayBecome over the codes of StatusCode; no receipt is an error.
  private static final ArrayStatement SET =
      ArrayStatement.of(
          """
          insert into message_receipt (instance_id, message_id, chat, participant, status, at)
          select * from unnest(:instance, :id, :chat, :participant, :status, :at)
          on conflict (instance_id, message_id, chat, participant) do update set
            status = excluded.status, at = excluded.at
          where message_receipt.status < excluded.status
          """);

  private record Key(InstanceId instance, Jid chat, MessageId id, UserJid participant) {}

  private final Map<Key, RowChange.SetReceipt> receipts = new LinkedHashMap<>();

  void add(InstanceId instance, RowChange.SetReceipt change) {
    receipts.merge(
        new Key(instance, change.chat(), change.id(), change.participant()),
        change,
        (old, added) -> old.status().mayBecome(added.status()) ? added : old);
  }

  void write(Pipeline pipeline) {
    Columns columns = new Columns();
    receipts.forEach((key, receipt) ->
        columns
            .row()
            .uuid("instance", key.instance().value())
            .text("id", key.id().value())
            .text("chat", key.chat().toString())
            .text("participant", key.participant().toString())
            .number("status", StatusCode.of(receipt.status()))
            .time("at", receipt.at()));
    pipeline.add(SET, columns);
  }

  static List<MessageReceipt> read(Handle handle, InstanceId instance, Jid chat, MessageId id) {
    return handle
        .createQuery(
            """
            select participant, status, at from message_receipt
            where instance_id = :instance and message_id = :id and chat = :chat
            order by participant
            """)
        .bind("instance", instance.value())
        .bind("id", id.value())
        .bind("chat", chat.toString())
        .map((row, _) ->
            new MessageReceipt(
                (UserJid) Jid.parse(row.getString("participant")),
                StatusCode.status(row.getInt("status")),
                Cells.time(row, "at")))
        .list();
  }
}
