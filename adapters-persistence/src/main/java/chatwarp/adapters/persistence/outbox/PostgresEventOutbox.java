package chatwarp.adapters.persistence.outbox;

import chatwarp.adapters.persistence.seal.AesKey;
import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Sql;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.DeadLetter;
import chatwarp.domain.port.EventOutbox;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.TargetId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The outbox in PostgreSQL. Any thread may call. */
public final class PostgresEventOutbox implements EventOutbox {
  private static final String LETTER_DATA = "dead_letter.data";

  /** Nobody runs these instances, and nobody who lives carries their events. */
  private static final String TAKE_UP =
      """
      update instance i set carrier = :node
      where (i.carrier is null or i.carrier <> :node and not exists (
          select 1 from node n
          where n.id = i.carrier and n.alive_until > clock_timestamp()))
        and not exists (
          select 1 from lease l where l.instance_id = i.id and l.owner is not null)
        and exists (
          select 1 from event_cursor c
          join event_outbox e on e.instance_id = c.instance_id and e.seq > c.seq
          where c.instance_id = i.id)
      """;

  private final Sql sql;
  private final KeyRing keys;

  public PostgresEventOutbox(Sql sql, KeyRing keys) {
    this.sql = sql;
    this.keys = keys;
  }

  @Override
  public void open(InstanceId instance, TargetId target, boolean fromStart) {
    sql.run(handle -> {
      // Waits for a commit under way, whose events would else slip in below the cursor.
      handle
          .createQuery("select 1 from lease where instance_id = :instance for share")
          .bind("instance", instance.value())
          .mapTo(Integer.class)
          .findOne();
      handle
          .createUpdate(
              """
              insert into event_cursor (instance_id, target, seq)
              select :instance, :target, case when :start then 0 else coalesce(max(seq), 0) end
              from event_outbox where instance_id = :instance
              on conflict do nothing
              """)
          .bind("instance", instance.value())
          .bind("target", target.value())
          .bind("start", fromStart)
          .execute();
    });
  }

  @Override
  public void close(InstanceId instance, TargetId target) {
    sql.run(handle ->
        handle
            .createUpdate(
                "delete from event_cursor where instance_id = :instance and target = :target")
            .bind("instance", instance.value())
            .bind("target", target.value())
            .execute());
  }

  @Override
  public List<Backlog> backlogs(NodeId node) {
    return sql.transact(handle -> {
      handle.createUpdate(TAKE_UP).bind("node", node.value()).execute();
      return handle
          .createQuery(
              """
              select c.instance_id, c.target from event_cursor c
              join instance i on i.id = c.instance_id
              left join lease l on l.instance_id = c.instance_id
              where coalesce(l.owner, i.carrier) = :node and exists (
                select 1 from event_outbox e
                where e.instance_id = c.instance_id and e.seq > c.seq)
              """)
          .bind("node", node.value())
          .map((row, _) ->
              new Backlog(
                  new InstanceId(Cells.uuid(row, "instance_id")),
                  new TargetId(row.getString("target"))))
          .list();
    });
  }

  @Override
  public boolean carries(InstanceId instance, NodeId node) {
    return sql.read(handle ->
        handle
            .createQuery(
                """
                select 1 from instance i left join lease l on l.instance_id = i.id
                where i.id = :instance and coalesce(l.owner, i.carrier) = :node
                """)
            .bind("instance", instance.value())
            .bind("node", node.value())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  @Override
  public List<StoredEvent> next(InstanceId instance, TargetId target, int limit) {
    return sql.read(handle ->
        handle
            .createQuery(
                """
                select e.seq, e.event_id, e.kind, e.instance_name, e.sender, e.data,
                  e.at as event_at
                from event_cursor c
                join event_outbox e on e.instance_id = c.instance_id and e.seq > c.seq
                where c.instance_id = :instance and c.target = :target
                order by e.seq limit :limit
                """)
            .bind("instance", instance.value())
            .bind("target", target.value())
            .bind("limit", limit)
            .map((row, _) -> EventRows.read(instance, keys.of(handle, instance), row))
            .list());
  }

  @Override
  public void advance(InstanceId instance, TargetId target, long seq) {
    sql.run(handle -> {
      // A cursor may fall back in a crash of the database: then an event is delivered again.
      handle.execute("set local synchronous_commit to off");
      advance(handle, instance, target, seq);
    });
  }

  private static void advance(Handle handle, InstanceId instance, TargetId target, long seq) {
    handle
        .createUpdate(
            """
            update event_cursor set seq = :seq
            where instance_id = :instance and target = :target and seq < :seq
            """)
        .bind("instance", instance.value())
        .bind("target", target.value())
        .bind("seq", seq)
        .execute();
  }

  @Override
  public void bury(
      InstanceId instance, TargetId target, StoredEvent stored, String reason, Instant at) {
    NewEvent event = stored.event();
    sql.run(handle -> {
      AesKey key = keys.of(handle, instance);
      Cell cell = Cell.of(instance, LETTER_DATA, event.id().toString());
      handle
          .createUpdate(
              """
              insert into dead_letter
                (instance_id, target, seq, event_id, kind, instance_name, sender, event_at,
                 data, reason, at)
              values (:instance, :target, :seq, :event, :kind, :name, :sender, :event_at,
                 :data, :reason, :at)
              on conflict (instance_id, target, seq)
              do update set reason = excluded.reason, at = excluded.at
              """)
          .bind("instance", instance.value())
          .bind("target", target.value())
          .bind("seq", stored.seq())
          .bind("event", event.id().value())
          .bind("kind", event.kind().name())
          .bind("name", event.instance().value())
          .bind("sender", event.sender().map(UserJid::toString))
          .bind("event_at", event.at().atOffset(ZoneOffset.UTC))
          .bind("data", key.seal(cell, event.data()))
          .bind("reason", Cells.storable(reason))
          .bind("at", at.atOffset(ZoneOffset.UTC))
          .execute();
      advance(handle, instance, target, stored.seq());
    });
  }

  @Override
  public List<DeadLetter> deadLetters(InstanceId instance, int limit) {
    return sql.read(handle ->
        handle
            .createQuery(
                """
                select target, seq, event_id, kind, instance_name, sender, event_at, data,
                  reason, at
                from dead_letter where instance_id = :instance
                order by at, seq, target limit :limit
                """)
            .bind("instance", instance.value())
            .bind("limit", limit)
            .map((row, _) ->
                new DeadLetter(
                    new TargetId(row.getString("target")),
                    EventRows.read(instance, keys.of(handle, instance), row, LETTER_DATA),
                    row.getString("reason"),
                    Cells.time(row, "at")))
            .list());
  }

  @Override
  public void removeDeadLetter(InstanceId instance, TargetId target, long seq) {
    sql.run(handle ->
        handle
            .createUpdate(
                """
                delete from dead_letter
                where instance_id = :instance and target = :target and seq = :seq
                """)
            .bind("instance", instance.value())
            .bind("target", target.value())
            .bind("seq", seq)
            .execute());
  }

  @Override
  public int prune(Instant olderThan) {
    return sql.transact(handle -> {
      int events =
          handle
              .createUpdate(
                  """
                  delete from event_outbox e
                  where e.at < :older and not exists (
                    select 1 from event_cursor c
                    where c.instance_id = e.instance_id and c.seq < e.seq)
                  """)
              .bind("older", olderThan.atOffset(ZoneOffset.UTC))
              .execute();
      forgetTombstones(handle);
      return events;
    });
  }

  /** Nothing of a deleted instance is left to deliver: its webhook, key and cursors go. */
  private static void forgetTombstones(Handle handle) {
    handle.execute(
        """
        with gone as (
          delete from instance i
          where i.deleted_at is not null
            and not exists (select 1 from event_outbox e where e.instance_id = i.id)
            and not exists (select 1 from dead_letter d where d.instance_id = i.id)
          returning i.id)
        delete from event_cursor c using gone where c.instance_id = gone.id
        """);
  }
}
