package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.ArrayStatement;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.RowChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Changes of chats and contacts on their way into a transaction, folded to one row each, beside the
 * messages. The caller holds the lease rows of the instances. Not thread-safe.
 */
public final class ConversationRows {
  // xmax is zero in a row that the statement inserted, and set in one that it updated.
  private static final ArrayStatement TOUCH_CHATS =
      ArrayStatement.of(
          """
          with touched as (
            insert into chat (instance_id, jid, name, last_message_at, unread)
            select * from unnest(:instance, :jid, :name, :last, :unread)
            on conflict (instance_id, jid) do update set
              name = coalesce(excluded.name, chat.name),
              last_message_at = greatest(chat.last_message_at, excluded.last_message_at),
              unread = chat.unread + excluded.unread
            returning instance_id, (xmax = 0) as added)
          update instance_count c set chats = c.chats + t.n
          from (select instance_id, count(*) as n from touched where added group by 1) t
          where c.instance_id = t.instance_id
          """);

  private static final ArrayStatement READ_CHATS =
      ArrayStatement.of(
          """
          update chat c set unread = 0
          from unnest(:instance, :jid) as t(instance, jid)
          where c.instance_id = t.instance and c.jid = t.jid and c.unread <> 0
          """);

  private static final ArrayStatement NAME_CHATS =
      ArrayStatement.of(
          """
          update chat c set name = t.name
          from unnest(:instance, :jid, :name) as t(instance, jid, name)
          where c.instance_id = t.instance and c.jid = t.jid and c.name is distinct from t.name
          """);

  private static final ArrayStatement SET_TIMERS =
      ArrayStatement.of(
          """
          update chat c set expiration = t.seconds, expiration_set_at = t.at
          from unnest(:instance, :jid, :seconds, :at) as t(instance, jid, seconds, at)
          where c.instance_id = t.instance and c.jid = t.jid
            and (c.expiration_set_at is null or c.expiration_set_at <= t.at)
            and (c.expiration, c.expiration_set_at) is distinct from (t.seconds, t.at)
          """);

  private static final ArrayStatement SAVE_CONTACTS =
      ArrayStatement.of(
          """
          with touched as (
            insert into contact (instance_id, jid, push_name, alternative)
            select * from unnest(:instance, :jid, :name, :alternative)
            on conflict (instance_id, jid) do update set
              push_name = coalesce(excluded.push_name, contact.push_name),
              alternative = coalesce(excluded.alternative, contact.alternative)
            returning instance_id, (xmax = 0) as added)
          update instance_count c set contacts = c.contacts + t.n
          from (select instance_id, count(*) as n from touched where added group by 1) t
          where c.instance_id = t.instance_id
          """);

  private record ChatKey(InstanceId instance, Jid chat) {}

  private record ContactKey(InstanceId instance, UserJid contact) {}

  private record Chat(Optional<String> name, Instant lastMessageAt, int unread) {}

  private record Contact(Optional<String> pushName, Optional<UserJid> alternative) {}

  private final MessageRows messages;
  private final ReceiptRows receipts = new ReceiptRows();
  private final PollVoteRows votes;
  private final Map<ChatKey, Chat> chats = new LinkedHashMap<>();

  /** Chats that were read before what {@link #chats} adds to them. */
  private final Set<ChatKey> read = new LinkedHashSet<>();

  /** Names given after what {@link #chats} says. */
  private final Map<ChatKey, String> names = new LinkedHashMap<>();

  /** Timers set after what {@link #chats} says. */
  private final Map<ChatKey, RowChange.SetChatTimer> timers = new LinkedHashMap<>();

  private final Map<ContactKey, Contact> contacts = new LinkedHashMap<>();

  public ConversationRows(KeyRing keys, Handle handle) {
    this.messages = new MessageRows(keys, handle);
    this.votes = new PollVoteRows(keys, handle);
  }

  public void add(InstanceId instance, RowChange.AddMessage change) {
    messages.add(instance, change.message());
  }

  public void add(InstanceId instance, RowChange.SetStatus change) {
    messages.add(instance, change);
  }

  public void add(InstanceId instance, RowChange.EditMessage change) {
    messages.add(instance, change);
  }

  public void add(InstanceId instance, RowChange.DeleteMessage change) {
    messages.add(instance, change);
  }

  public void add(InstanceId instance, RowChange.SetReceipt change) {
    receipts.add(instance, change);
  }

  public void add(InstanceId instance, RowChange.AddPollVote change) {
    votes.add(instance, change);
  }

  public void add(InstanceId instance, RowChange.ReadChat change) {
    ChatKey key = new ChatKey(instance, change.chat());
    read.add(key);
    chats.computeIfPresent(key, (_, chat) -> new Chat(chat.name(), chat.lastMessageAt(), 0));
  }

  public void add(InstanceId instance, RowChange.NameChat change) {
    names.put(new ChatKey(instance, change.chat()), change.name());
  }

  public void add(InstanceId instance, RowChange.TouchChat change) {
    if (change.name().isPresent()) {
      names.remove(new ChatKey(instance, change.chat()));
    }
    chats.merge(
        new ChatKey(instance, change.chat()),
        new Chat(change.name(), change.lastMessageAt(), change.addUnread()),
        (old, added) ->
            new Chat(
                added.name().or(old::name),
                old.lastMessageAt().isAfter(added.lastMessageAt())
                    ? old.lastMessageAt()
                    : added.lastMessageAt(),
                old.unread() + added.unread()));
  }

  public void add(InstanceId instance, RowChange.SetChatTimer change) {
    timers.merge(
        new ChatKey(instance, change.chat()),
        change,
        (old, next) -> old.setAt().isAfter(next.setAt()) ? old : next);
  }

  public void add(InstanceId instance, RowChange.SaveContact change) {
    contacts.merge(
        new ContactKey(instance, change.contact()),
        new Contact(change.pushName(), change.alternative()),
        (old, added) ->
            new Contact(
                added.pushName().or(old::pushName), added.alternative().or(old::alternative)));
  }

  /** Hands over what was taken. */
  public void write(Pipeline pipeline) {
    messages.write(pipeline);
    receipts.write(pipeline);
    votes.write(pipeline);
    writeChats(pipeline);
    writeContacts(pipeline);
  }

  private void writeChats(Pipeline pipeline) {
    Columns seen = new Columns();
    read.forEach(key ->
        seen.row().uuid("instance", key.instance().value()).text("jid", key.chat().toString()));
    pipeline.add(READ_CHATS, seen);
    Columns columns = new Columns();
    chats.forEach((key, chat) ->
        columns
            .row()
            .uuid("instance", key.instance().value())
            .text("jid", key.chat().toString())
            .text("name", chat.name().map(Cells::storable))
            .time("last", chat.lastMessageAt())
            .number("unread", chat.unread()));
    pipeline.add(TOUCH_CHATS, columns);
    Columns named = new Columns();
    names.forEach((key, name) ->
        named
            .row()
            .uuid("instance", key.instance().value())
            .text("jid", key.chat().toString())
            .text("name", Cells.storable(name)));
    pipeline.add(NAME_CHATS, named);
    Columns set = new Columns();
    timers.forEach((key, timer) ->
        set.row()
            .uuid("instance", key.instance().value())
            .text("jid", key.chat().toString())
            .number("seconds", Math.min(timer.timer().toSeconds(), Integer.MAX_VALUE))
            .time("at", timer.setAt()));
    pipeline.add(SET_TIMERS, set);
  }

  private void writeContacts(Pipeline pipeline) {
    Columns columns = new Columns();
    contacts.forEach((key, contact) ->
        columns
            .row()
            .uuid("instance", key.instance().value())
            .text("jid", key.contact().toString())
            .text("name", contact.pushName().map(Cells::storable))
            .text("alternative", contact.alternative().map(UserJid::toString)));
    pipeline.add(SAVE_CONTACTS, columns);
  }
}
