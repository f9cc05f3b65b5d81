package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.ArrayStatement;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.RowChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * New messages and changes of them on their way into a transaction. They are written as runs,
 * messages first and then changes; what may be about a message that the run already changes begins
 * the next run, so that the outcome is that of writing one by one. Not thread-safe.
 */
final class MessageRows {
  private static final ArrayStatement ADD =
      ArrayStatement.of(
          """
          with added as (
            insert into message
              (instance_id, id, chat, sender, from_me, participant, chat_alt,
               participant_alt, addressing, at, status, type, client, content)
            select * from unnest(:instance, :id, :chat, :sender, :from_me, :participant,
              :chat_alt, :participant_alt, :addressing, :at, :status, :type, :client, :content)
            on conflict do nothing
            returning instance_id, type)
          update instance_count c set
            messages = c.messages + t.n, changes = c.changes + t.n - t.said
          from (
            select instance_id, count(*) as n, count(*) filter (where %s) as said
            from added group by 1) t
          where c.instance_id = t.instance_id
          """
              .formatted(MessageQuery.NO_CHANGE));

  // The rule of MessageStatus.mayBecome over the codes of StatusCode.
  private static final ArrayStatement SET_STATUS =
      ArrayStatement.of(
          """
          update message m set status = t.status, error_code = t.error
          from unnest(:instance, :id, :chat, :from_me, :status, :error)
            as t(instance, id, chat, from_me, status, error)
          where m.instance_id = t.instance and m.id = t.id and m.chat = t.chat
            and m.from_me = t.from_me
            and case when m.status = 0 then false
                     when t.status = 0 then m.status = 1
                     else t.status > m.status end
          """);

  // In a group several people may have chosen one id; the key then says whose message it is.
  private static final String NAMED =
      """
          where m.instance_id = t.instance and m.id = t.id and m.chat = t.chat
            and m.from_me = t.from_me
            and (m.from_me or t.participant is null or m.sender = t.participant
              or m.sender = t.participant_alt or m.participant_alt = t.participant)
      """;

  private static final ArrayStatement EDIT =
      ArrayStatement.of(
          """
          update message m set edited = t.edited, edited_at = t.at, type = t.type
          from unnest(:instance, :id, :chat, :from_me, :participant, :participant_alt,
              :edited, :type, :at)
            as t(instance, id, chat, from_me, participant, participant_alt, edited, type, at)
          """
              + NAMED
              + "and (m.edited_at is null or m.edited_at <= t.at)");

  // It is no edit: when the message was edited stays as it was.
  private static final ArrayStatement MOVE_FILE =
      ArrayStatement.of(
          """
          update message m set edited = t.content
          from unnest(:instance, :id, :chat, :from_me, :participant, :participant_alt,
              :content, :edited_at)
            as t(instance, id, chat, from_me, participant, participant_alt, content, edited_at)
          """
              + NAMED
              + "and m.edited_at is not distinct from t.edited_at");

  private static final ArrayStatement DELETE =
      ArrayStatement.of(
          """
          update message m set deleted_at = t.at
          from unnest(:instance, :id, :chat, :from_me, :participant, :participant_alt, :at)
            as t(instance, id, chat, from_me, participant, participant_alt, at)
          """
              + NAMED
              + "and m.deleted_at is null");

  private record Name(InstanceId instance, Jid chat, boolean fromMe, MessageId id) {}

  private record Run(
      Columns messages,
      Columns statuses,
      Columns edits,
      Columns moves,
      Columns deletions,
      Set<Name> named) {
    static Run empty() {
      return new Run(
          new Columns(),
          new Columns(),
          new Columns(),
          new Columns(),
          new Columns(),
          new HashSet<>());
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
    MessageRow.append(runFor(name).messages(), instance, keys.of(handle, instance), message);
  }

  void add(InstanceId instance, RowChange.SetStatus change) {
    Name name = new Name(instance, change.chat(), change.fromMe(), change.id());
    Run run = runFor(name);
    run.named().add(name);
    run.statuses()
        .row()
        .uuid("instance", instance.value())
        .text("id", change.id().value())
        .text("chat", change.chat().toString())
        .flag("from_me", change.fromMe())
        .number("status", StatusCode.of(change.status()))
        .number("error", change.errorCode());
  }

  void add(InstanceId instance, RowChange.EditMessage change) {
    named(runNaming(instance, change.key()).edits(), instance, change.key())
        .bytes(
            "edited",
            MessageRow.sealEdited(
                instance, keys.of(handle, instance), change.key(), change.content()))
        .text("type", change.content().type())
        .time("at", change.at());
  }

  void add(InstanceId instance, RowChange.MoveFile change) {
    named(runNaming(instance, change.key()).moves(), instance, change.key())
        .bytes(
            "content",
            MessageRow.sealEdited(
                instance, keys.of(handle, instance), change.key(), change.content()))
        .time("edited_at", change.edited());
  }

  void add(InstanceId instance, RowChange.DeleteMessage change) {
    named(runNaming(instance, change.key()).deletions(), instance, change.key())
        .time("at", change.at());
  }

  private Run runNaming(InstanceId instance, MessageKey key) {
    Name name = new Name(instance, key.chat(), key.fromMe(), key.id());
    Run run = runFor(name);
    run.named().add(name);
    return run;
  }

  private static Columns named(Columns columns, InstanceId instance, MessageKey key) {
    return columns
        .row()
        .uuid("instance", instance.value())
        .text("id", key.id().value())
        .text("chat", key.chat().toString())
        .flag("from_me", key.fromMe())
        .text("participant", key.participant().map(UserJid::toString))
        .text("participant_alt", key.participantAlt().map(UserJid::toString));
  }

  private Run runFor(Name name) {
    if (runs.getLast().named().contains(name)) {
      runs.add(Run.empty());
    }
    return runs.getLast();
  }

  void write(Pipeline pipeline) {
    for (Run run : runs) {
      pipeline.add(ADD, run.messages());
      pipeline.add(SET_STATUS, run.statuses());
      pipeline.add(EDIT, run.edits());
      pipeline.add(MOVE_FILE, run.moves());
      pipeline.add(DELETE, run.deletions());
    }
  }
}
