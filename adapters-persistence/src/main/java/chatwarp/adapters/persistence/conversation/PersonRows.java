package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.sql.ArrayStatement;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.RowChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Which addresses are one person's: links on their way into a transaction, and how statements find
 * what is kept under any of them. Not thread-safe.
 */
final class PersonRows {
  /** What a chat or contact {@code :jid} is kept under. */
  static final String NAMED =
      """
      coalesce((select phone from person where instance_id = :instance and lid = :jid), :jid)\
      """;

  /** Every address of the person {@code :jid}, itself included. */
  static final String ADDRESSES =
      """
      (select cast(:jid as text)
      union
      select phone from person where instance_id = :instance and lid = :jid
      union
      select lid from person where instance_id = :instance and phone = %s)\
      """
          .formatted(NAMED);

  private static final ArrayStatement LINK =
      ArrayStatement.of(
          """
          insert into person (instance_id, lid, phone)
          select * from unnest(:instance, :lid, :phone)
          on conflict (instance_id, lid) do update set phone = excluded.phone, seq = default
          where person.phone <> excluded.phone
          """);

  // xmax is zero in a row that the statement inserted, and set in one that it updated.
  private static final ArrayStatement JOIN_CHATS =
      ArrayStatement.of(
          """
          with moved as (
            delete from chat c using unnest(:instance, :lid, :phone) as t(instance, lid, phone)
            where c.instance_id = t.instance and c.jid = t.lid
            returning c.instance_id, t.phone, c.name, c.last_message_at, c.unread,
              c.expiration, c.expiration_set_at),
          joined as (
            insert into chat (instance_id, jid, name, last_message_at, unread, expiration,
              expiration_set_at)
            select instance_id, phone,
              (array_agg(name order by last_message_at desc) filter (where name is not null))[1],
              max(last_message_at), sum(unread),
              (array_agg(expiration order by expiration_set_at desc)
                filter (where expiration_set_at is not null))[1],
              max(expiration_set_at)
            from moved group by instance_id, phone
            on conflict (instance_id, jid) do update set
              name = coalesce(chat.name, excluded.name),
              last_message_at = greatest(chat.last_message_at, excluded.last_message_at),
              unread = chat.unread + excluded.unread,
              expiration = case
                when chat.expiration_set_at is null
                  or chat.expiration_set_at <= excluded.expiration_set_at
                then excluded.expiration else chat.expiration end,
              expiration_set_at = greatest(chat.expiration_set_at, excluded.expiration_set_at)
            returning instance_id, (xmax = 0) as added)
          update instance_count c set chats = c.chats + t.n
          from (
            select instance_id, sum(n) as n from (
              select instance_id, -1 as n from moved
              union all
              select instance_id, 1 from joined where added) counted
            group by instance_id) t
          where c.instance_id = t.instance_id
          """);

  private static final ArrayStatement JOIN_CONTACTS =
      ArrayStatement.of(
          """
          with moved as (
            delete from contact c using unnest(:instance, :lid, :phone) as t(instance, lid, phone)
            where c.instance_id = t.instance and c.jid = t.lid
            returning c.instance_id, t.phone, c.push_name),
          joined as (
            insert into contact (instance_id, jid, push_name)
            select instance_id, phone, max(push_name) from moved group by instance_id, phone
            on conflict (instance_id, jid) do update set
              push_name = coalesce(contact.push_name, excluded.push_name)
            returning instance_id, (xmax = 0) as added)
          update instance_count c set contacts = c.contacts + t.n
          from (
            select instance_id, sum(n) as n from (
              select instance_id, -1 as n from moved
              union all
              select instance_id, 1 from joined where added) counted
            group by instance_id) t
          where c.instance_id = t.instance_id
          """);

  private record Key(InstanceId instance, UserJid lid) {}

  private final Map<Key, UserJid> phones = new LinkedHashMap<>();

  void add(InstanceId instance, RowChange.LinkAddresses link) {
    phones.put(new Key(instance, link.lid()), link.phone());
  }

  /** Hands over what was taken: before all that names a chat or a contact, which looks it up. */
  void write(Pipeline pipeline) {
    Columns columns = new Columns();
    phones.forEach((key, phone) ->
        columns
            .row()
            .uuid("instance", key.instance().value())
            .text("lid", key.lid().toString())
            .text("phone", phone.toString()));
    pipeline.add(LINK, columns);
    pipeline.add(JOIN_CHATS, columns);
    pipeline.add(JOIN_CONTACTS, columns);
  }

  /** Every address of a chat; only a person has more than one. */
  static List<String> addresses(Handle handle, InstanceId instance, Jid chat) {
    return chat instanceof UserJid
        ? handle
            .createQuery("select * from " + ADDRESSES + " person(jid) order by 1")
            .bind("instance", instance.value())
            .bind("jid", chat.toString())
            .mapTo(String.class)
            .list()
        : List.of(chat.toString());
  }
}
