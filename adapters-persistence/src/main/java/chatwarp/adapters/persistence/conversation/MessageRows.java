package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.port.RowChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * New messages and statuses on their way into a transaction. They are written as runs, messages
 * first and then statuses; a message that comes after a status that may be its own begins the next
 * run, so that the outcome is that of writing one by one. Not thread-safe.
 */
final class MessageRows {
  private record Name(InstanceId instance, Jid chat, boolean fromMe, MessageId id) {}

  private record Status(InstanceId instance, RowChange.SetStatus change) {}

  private record Run(Columns messages, List<Status> statuses, Set<Name> named) {
    static Run empty() {
      return new Run(new Columns(), new ArrayList<>(), new HashSet<>());
    }
  }

  private final KeyRing keys;
  private final Handle handle;
  private final List<Run> runs = new ArrayList<>(List.of(Run.empty()));

  MessageRows(KeyRing keys, Handle handle) {
    this.keys = keys;
    this.handle = handle;
  }

  void add(InstanceId instance, MessageRecord message) {
    Name name =
        new Name(instance, message.key().chat(), message.key().fromMe(), message.key().id());
    if (runs.getLast().named().contains(name)) {
      runs.add(Run.empty());
    }
    MessageRow.append(runs.getLast().messages(), instance, keys.of(handle, instance), message);
  }

  void add(InstanceId instance, RowChange.SetStatus change) {
    Run run = runs.getLast();
    run.statuses().add(new Status(instance, change));
    run.named().add(new Name(instance, change.chat(), change.fromMe(), change.id()));
  }

  void write() {
    for (Run run : runs) {
      write(run.messages());
      write(run.statuses());
    }
  }

  private void write(Columns messages) {
    if (messages.isEmpty()) {
      return;
    }
    messages
        .bindTo(
            handle.createUpdate(
                """
                with added as (
                  insert into message
                    (instance_id, id, chat, sender, from_me, participant, chat_alt,
                     participant_alt, addressing, at, status, type, content)
                  select * from unnest(:instance, :id, :chat, :sender, :from_me, :participant,
                    :chat_alt, :participant_alt, :addressing, :at, :status, :type, :content)
                  on conflict do nothing
                  returning instance_id)
                update instance_count c set messages = c.messages + t.n
                from (select instance_id, count(*) as n from added group by 1) t
                where c.instance_id = t.instance_id
                """))
        .execute();
  }

  private void write(List<Status> statuses) {
    if (statuses.isEmpty()) {
      return;
    }
    // The rule of MessageStatus.mayBecome over the codes of StatusCode.
    PreparedBatch batch =
        handle.prepareBatch(
            """
            update message set status = :status
            where instance_id = :instance and id = :id and chat = :chat and from_me = :from_me
              and case when status = 0 then false
                       when :status = 0 then status = 1
                       else :status > status end
            """);
    for (Status status : statuses) {
      batch
          .bind("status", StatusCode.of(status.change().status()))
          .bind("instance", status.instance().value())
          .bind("id", status.change().id().value())
          .bind("chat", status.change().chat().toString())
          .bind("from_me", status.change().fromMe())
          .add();
    }
    batch.execute();
  }
}
