package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Sql;
import chatwarp.domain.content.Expiration;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.ChatSummary;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.MessagePage;
import chatwarp.domain.port.MessageReceipt;
import chatwarp.domain.port.PollVote;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Messages, chats and contacts in PostgreSQL, for reading. Any thread may call. */
public final class PostgresConversations implements ConversationRepository {
  private final Sql sql;
  private final KeyRing keys;
  private final TimerCache timers;

  public PostgresConversations(Sql sql, KeyRing keys, TimerCache timers) {
    this.sql = sql;
    this.keys = keys;
    this.timers = timers;
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
                    """
                    + chat.map(_ -> " and chat in " + PersonRows.ADDRESSES).orElse("")
                    + " order by at desc limit 1")
            .bind("instance", instance.value())
            .bind("id", id.value())
            .bind("jid", chat.map(Jid::toString))
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
  public OptionalInt refusal(InstanceId instance, Jid chat, MessageId id) {
    return sql.read(handle ->
        handle
            .createQuery(
                """
                select error_code from message
                where instance_id = :instance and id = :id
                  and from_me and error_code is not null and chat in
                """
                    + PersonRows.ADDRESSES
                    + " limit 1")
            .bind("instance", instance.value())
            .bind("id", id.value())
            .bind("jid", chat.toString())
            .mapTo(Integer.class)
            .findOne()
            .map(OptionalInt::of)
            .orElseGet(OptionalInt::empty));
  }

  @Override
  public Optional<UserJid> otherAddress(InstanceId instance, UserJid person) {
    return sql.read(handle ->
        handle
            .createQuery(
                person.isLid()
                    ? "select phone from person where instance_id = :instance and lid = :jid"
                    : "select lid from person where instance_id = :instance and phone = :jid"
                        + " order by seq desc limit 1")
            .bind("instance", instance.value())
            .bind("jid", person.toString())
            .map((row, _) -> (UserJid) Jid.parse(row.getString(1)))
            .findOne());
  }

  @Override
  public boolean chatExists(InstanceId instance, Jid chat) {
    return sql.read(handle ->
        handle
            .createQuery(
                "select 1 from chat where instance_id = :instance and jid = " + PersonRows.NAMED)
            .bind("instance", instance.value())
            .bind("jid", chat.toString())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  @Override
  public Optional<Expiration> chatTimer(InstanceId instance, UserJid chat) {
    TimerCache.Ticket ticket = timers.ticket(instance);
    return timers
        .find(instance, chat, ticket)
        .orElseGet(() -> {
          TimerCache.Known read = readTimer(instance, chat);
          timers.offer(instance, read, ticket);
          return read;
        })
        .timer();
  }

  private record AddressTimer(UserJid address, Optional<Expiration> timer) {}

  private TimerCache.Known readTimer(InstanceId instance, UserJid chat) {
    List<AddressTimer> newestFirst =
        sql.read(handle ->
            handle
                .createQuery(
                    """
                    select a.jid, c.expiration, c.expiration_set_at from
                    """
                        + PersonRows.ADDRESSES
                        + """
                         a(jid)
                        left join chat c on c.instance_id = :instance and c.jid = a.jid
                        order by c.expiration_set_at desc nulls last
                        """)
                .bind("instance", instance.value())
                .bind("jid", chat.toString())
                .map((row, _) -> {
                  Duration time = Duration.ofSeconds(row.getInt("expiration"));
                  return new AddressTimer(
                      (UserJid) Jid.parse(row.getString("jid")),
                      Cells.optionalTime(row, "expiration_set_at")
                          .map(at ->
                              new Expiration(
                                  time,
                                  Optional.of(at).filter(set -> !set.equals(Instant.EPOCH)))));
                })
                .list());
    return new TimerCache.Known(
        newestFirst.stream().map(AddressTimer::address).collect(Collectors.toSet()),
        newestFirst.getFirst().timer().filter(timer -> !timer.time().isZero()));
  }

  @Override
  public Optional<Optional<String>> contactName(InstanceId instance, UserJid contact) {
    return sql.read(handle ->
        handle
            .createQuery(
                "select push_name from contact where instance_id = :instance and jid = "
                    + PersonRows.NAMED)
            .bind("instance", instance.value())
            .bind("jid", contact.toString())
            .map((row, _) -> Cells.text(row, "push_name"))
            .findOne());
  }

  @Override
  public Map<UserJid, String> contactNames(InstanceId instance, Collection<UserJid> people) {
    return sql.read(handle ->
        handle
            .createQuery(
                """
                select asked.jid, c.push_name from unnest(:jids) asked(jid)
                left join person p on p.instance_id = :instance and p.lid = asked.jid
                join contact c on c.instance_id = :instance and c.push_name is not null
                  and c.jid = coalesce(p.phone, asked.jid)
                """)
            .bind("instance", instance.value())
            .bind("jids", Columns.texts(people.stream().map(UserJid::toString).distinct().toList()))
            .map((row, _) ->
                Map.entry((UserJid) Jid.parse(row.getString("jid")), row.getString("push_name")))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public Optional<IdempotentSend> idempotentSend(InstanceId instance, IdempotencyKey key) {
    return sql.read(handle -> new IdempotencyRows(keys, handle).find(instance, key));
  }

  @Override
  public MessagePage messages(InstanceId instance, MessageFilter filter, int page, int size) {
    long skip = (long) (page - 1) * size;
    return sql.read(handle -> {
      MessageQuery query =
          MessageQuery.of(
              instance,
              filter,
              filter.chats().stream()
                  .flatMap(chat -> PersonRows.addresses(handle, instance, chat).stream())
                  .toList());
      return new MessagePage(
          handle.createQuery(query.count()).bindMap(query.values()).mapTo(Long.class).one(),
          handle
              .createQuery(query.page())
              .bindMap(query.values())
              .bind("until", skip + size)
              .bind("size", size)
              .bind("skip", skip)
              .map((row, _) -> MessageRow.readStored(instance, keys.of(handle, instance), row))
              .list());
    });
  }

  @Override
  public List<ChatSummary> chats(InstanceId instance, ChatFilter filter, int skip, int take) {
    return sql.read(handle ->
        handle
            .createQuery(
                "with page as (select jid, name, last_message_at, unread from chat"
                    + " where instance_id = :instance"
                    + filter.chat().map(_ -> " and jid = " + PersonRows.NAMED).orElse("")
                    + filter.from().map(_ -> " and last_message_at >= :from").orElse("")
                    + filter.to().map(_ -> " and last_message_at <= :to").orElse("")
                    + " order by last_message_at desc, jid limit :take offset :skip)"
                    + " select c.jid, coalesce(c.name, p.push_name) as name, c.last_message_at,"
                    + " c.unread, n.lid as number_lid, m.* from page c"
                    + " left join contact p on p.instance_id = :instance and p.jid = c.jid"
                    + " left join lateral (select lid from person"
                    + " where instance_id = :instance and phone = c.jid"
                    + " order by seq desc limit 1) n on true"
                    + " left join lateral (select l.* from ("
                    + " select c.jid union all"
                    + " select lid from person where instance_id = :instance and phone = c.jid"
                    + ") address(jid) cross join lateral (select "
                    + MessageRow.COLUMNS
                    + " from message where instance_id = :instance and chat = address.jid and "
                    + MessageQuery.NO_CHANGE
                    + " order by at desc, id desc limit 1) l"
                    + " order by l.at desc, l.id desc limit 1) m on true"
                    + " order by c.last_message_at desc, c.jid")
            .bind("instance", instance.value())
            .bind("jid", filter.chat().map(Jid::toString))
            .bind("from", filter.from().map(from -> from.atOffset(ZoneOffset.UTC)))
            .bind("to", filter.to().map(to -> to.atOffset(ZoneOffset.UTC)))
            .bind("take", take)
            .bind("skip", skip)
            .map((row, _) ->
                new ChatSummary(
                    Jid.parse(row.getString("jid")),
                    Cells.text(row, "number_lid").map(lid -> (UserJid) Jid.parse(lid)),
                    Cells.text(row, "name"),
                    Cells.time(row, "last_message_at"),
                    row.getInt("unread"),
                    Cells.text(row, "id").isEmpty()
                        ? Optional.empty()
                        : Optional.of(MessageRow.read(instance, keys.of(handle, instance), row))))
            .list());
  }

  @Override
  public List<MessageReceipt> receipts(InstanceId instance, Jid chat, MessageId message) {
    return sql.read(handle -> ReceiptRows.read(handle, instance, chat, message));
  }

  @Override
  public List<PollVote> pollVotes(InstanceId instance, Jid chat, MessageId poll) {
    return sql.read(handle -> new PollVoteRows(keys, handle).read(instance, chat, poll));
  }

  @Override
  public List<UserJid> audience(InstanceId instance, MessageId post) {
    return sql.read(handle -> new AudienceRows(keys, handle).read(instance, post));
  }

  @Override
  public List<UserJid> contacts(InstanceId instance) {
    return sql.read(handle ->
        handle
            .createQuery("select jid from contact where instance_id = :instance order by jid")
            .bind("instance", instance.value())
            .map((row, _) -> (UserJid) Jid.parse(row.getString("jid")))
            .list());
  }
}
