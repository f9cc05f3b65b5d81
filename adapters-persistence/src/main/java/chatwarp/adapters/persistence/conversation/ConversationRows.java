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
 * messages. The statements look up what a person's are kept under, and fold once more. The caller
 * holds the lease rows of the instances. Not thread-safe.
 */
public final class ConversationRows {
  // xmax is zero in a row that the statement inserted, and set in one that it updated.
  private static final ArrayStatement TOUCH_CHATS =
      ArrayStatement.of(
          """
          with given as (
            select t.instance, coalesce(p.phone, t.jid collate "C") as jid, t.name, t.last,
              t.unread, t.ord
            from unnest(:instance, :jid, :name, :last, :unread) with ordinality
              as t(instance, jid, name, last, unread, ord)
            left join person p on p.instance_id = t.instance and p.lid = t.jid),
          touched as (
            insert into chat (instance_id, jid, name, last_message_at, unread)
            select instance, jid,
              (array_agg(name order by ord desc) filter (where name is not null))[1],
              max(last), sum(unread)
            from given group by instance, jid
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
          left join person p on p.instance_id = t.instance and p.lid = t.jid
          where c.instance_id = t.instance and c.jid = coalesce(p.phone, t.jid)
            and c.unread <> 0
          """);

  private static final ArrayStatement NAME_CHATS =
      ArrayStatement.of(
          """
          update chat c set name = t.name
          from unnest(:instance, :jid, :name) as t(instance, jid, name)
          left join person p on p.instance_id = t.instance and p.lid = t.jid
          where c.instance_id = t.instance and c.jid = coalesce(p.phone, t.jid)
            and c.name is distinct from t.name
          """);

  private static final ArrayStatement SET_TIMERS =
      ArrayStatement.of(
          """
          update chat c set expiration = t.seconds, expiration_set_at = t.at
          from (
            select distinct on (g.instance, 2)
              g.instance, coalesce(p.phone, g.jid collate "C") as jid, g.seconds, g.at
            from unnest(:instance, :jid, :seconds, :at) as g(instance, jid, seconds, at)
            left join person p on p.instance_id = g.instance and p.lid = g.jid
            order by g.instance, 2, g.at desc) t
          where c.instance_id = t.instance and c.jid = t.jid
            and (c.expiration_set_at is null or c.expiration_set_at <= t.at)
            and (c.expiration, c.expiration_set_at) is distinct from (t.seconds, t.at)
          """);

  private static final ArrayStatement SAVE_CONTACTS =
      ArrayStatement.of(
          """
          with given as (
            select t.instance, coalesce(p.phone, t.jid collate "C") as jid, t.name, t.ord
            from unnest(:instance, :jid, :name) with ordinality as t(instance, jid, name, ord)
            left join person p on p.instance_id = t.instance and p.lid = t.jid),
          touched as (
            insert into contact (instance_id, jid, push_name)
            select instance, jid,
              (array_agg(name order by ord desc) filter (where name is not null))[1]
            from given group by instance, jid
            on conflict (instance_id, jid) do update set
              push_name = coalesce(excluded.push_name, contact.push_name)
            returning instance_id, (xmax = 0) as added)
          update instance_count c set contacts = c.contacts + t.n
          from (select instance_id, count(*) as n from touched where added group by 1) t
          where c.instance_id = t.instance_id
          """);

  private record ChatKey(InstanceId instance, Jid chat) {}

  private record ContactKey(InstanceId instance, UserJid contact) {}

  private record Chat(Optional<String> name, Instant lastMessageAt, int unread) {}

  private final MessageRows messages;
  private final ReceiptRows receipts = new ReceiptRows();
  private final PollVoteRows votes;
  private final AudienceRows audiences;
  private final Map<ChatKey, Chat> chats = new LinkedHashMap<>();

  /** Chats that were read before what {@link #chats} adds to them. */
  private final Set<ChatKey> read = new LinkedHashSet<>();

  /** Names given after what {@link #chats} says. */
  private final Map<ChatKey, String> names = new LinkedHashMap<>();

  /** Timers set after what {@link #chats} says. */
  private final Map<ChatKey, RowChange.SetChatTimer> timers = new LinkedHashMap<>();

  private final PersonRows people = new PersonRows();
  private final Map<ContactKey, Optional<String>> contacts = new LinkedHashMap<>();

  public ConversationRows(KeyRing keys, Handle handle) {
    this.messages = new MessageRows(keys, handle);
    this.votes = new PollVoteRows(keys, handle);
    this.audiences = new AudienceRows(keys, handle);
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

  public void add(InstanceId instance, RowChange.MoveFile change) {
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

  public void add(InstanceId instance, RowChange.KeepAudience change) {
    audiences.add(instance, change);
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
        change.pushName(),
        (old, added) -> added.or(() -> old));
  }

  public void add(InstanceId instance, RowChange.LinkAddresses change) {
    people.add(instance, change);
  }

  /** Hands over what was taken. */
  public void write(Pipeline pipeline) {
    people.write(pipeline);
    messages.write(pipeline);
    receipts.write(pipeline);
    votes.write(pipeline);
    audiences.write(pipeline);
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
    contacts.forEach((key, name) ->
        columns
            .row()
            .uuid("instance", key.instance().value())
            .text("jid", key.contact().toString())
            .text("name", name.map(Cells::storable)));
    pipeline.add(SAVE_CONTACTS, columns);
  }
}
