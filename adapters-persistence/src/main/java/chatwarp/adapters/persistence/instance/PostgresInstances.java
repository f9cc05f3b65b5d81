package chatwarp.adapters.persistence.instance;

import chatwarp.adapters.persistence.outbox.EventRows;
import chatwarp.adapters.persistence.seal.AesKey;
import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.adapters.persistence.sql.Sql;
import chatwarp.adapters.persistence.sql.SqlFailures;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.InstanceCounts;
import chatwarp.domain.port.InstanceFilter;
import chatwarp.domain.port.InstanceRepository;
import chatwarp.domain.port.InstanceSummary;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Instances in PostgreSQL. Any thread may call. */
public final class PostgresInstances implements InstanceRepository {
  private static final String SELECT =
      """
      select i.*, c.messages, c.contacts, c.chats
      from instance i join instance_count c on c.instance_id = i.id
      where i.deleted_at is null and\
      """;

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Sql sql;
  private final KeyRing keys;
  private final InstantSource clock;
  private final Consumer<InstanceId> changed;

  /**
   * @param changed is told of an instance that changed hands or went away
   */
  public PostgresInstances(
      Sql sql, KeyRing keys, InstantSource clock, Consumer<InstanceId> changed) {
    this.sql = sql;
    this.keys = keys;
    this.clock = clock;
    this.changed = changed;
  }

  @Override
  public void create(Instance instance, List<NewEvent> events) {
    try {
      sql.run(handle -> {
        AesKey key = InstanceInsert.execute(handle, keys.master(), instance);
        append(handle, instance.id(), key, events);
      });
    } catch (StoreException.Rejected e) {
      throw SqlFailures.violates("instance_name", e) ? new StoreException.NameTaken() : e;
    }
  }

  private static void append(Handle handle, InstanceId id, AesKey key, List<NewEvent> events) {
    EventRows rows = new EventRows();
    events.forEach(event -> rows.add(id, key, event));
    Pipeline pipeline = new Pipeline();
    rows.write(pipeline);
    pipeline.execute(handle);
  }

  @Override
  public Optional<Instance> find(InstanceName name) {
    return first(new InstanceFilter.ByName(name));
  }

  @Override
  public Optional<Instance> find(InstanceId id) {
    return first(new InstanceFilter.ById(id));
  }

  private Optional<Instance> first(InstanceFilter filter) {
    return list(filter).stream().map(InstanceSummary::instance).findFirst();
  }

  @Override
  public List<InstanceSummary> list(InstanceFilter filter) {
    return sql.read(handle ->
        select(handle, filter)
            .map((row, _) ->
                new InstanceSummary(
                    InstanceRow.read(keys.of(InstanceRow.id(row), row.getBytes("data_key")), row),
                    new InstanceCounts(
                        row.getLong("messages"), row.getLong("contacts"), row.getLong("chats"))))
            .list());
  }

  private Query select(Handle handle, InstanceFilter filter) {
    return switch (filter) {
      case InstanceFilter.All _ -> query(handle, " true");
      case InstanceFilter.ByName by ->
          query(handle, " i.name = :name").bind("name", by.name().value());
      case InstanceFilter.ById by -> query(handle, " i.id = :id").bind("id", by.id().value());
      case InstanceFilter.ByNumber by ->
          query(handle, " coalesce(split_part(i.owner, '@', 1), i.number) = :number")
              .bind("number", by.number());
      case InstanceFilter.ByToken by ->
          query(handle, " i.token_digest = :digest")
              .bind("digest", keys.master().tokenDigest(by.token().reveal()));
    };
  }

  private static Query query(Handle handle, String condition) {
    return handle.createQuery(SELECT + condition + " order by i.created_at, i.id");
  }

  @Override
  public void delete(InstanceId id, List<NewEvent> events) {
    sql.run(handle -> {
      // The lease goes first: a commit under way ends before, a later one finds no lease. Its
      // owner still carries the events.
      int live =
          handle.execute(
              """
              with gone as (delete from lease where instance_id = ? returning instance_id, owner)
              update instance i set carrier = coalesce(gone.owner, i.carrier)
              from gone where i.id = gone.instance_id
              """,
              id.value());
      if (live == 0) {
        return;
      }
      handle
          .createUpdate(
              """
              update instance set deleted_at = :now, token = null, token_digest = null,
                proxy_credentials = null, wavoip_token = null
              where id = :id
              """)
          .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
          .bind("id", id.value())
          .execute();
      for (String table :
          List.of(
              "auth_state",
              "state_entry",
              "stanza_outbox",
              "message",
              "message_receipt",
              "poll_vote",
              "status_audience",
              "chat",
              "contact",
              "person",
              "idempotency",
              "instance_count")) {
        handle.execute("delete from " + table + " where instance_id = ?", id.value());
      }
      append(handle, id, keys.of(handle, id), events);
    });
    changed.accept(id);
  }

  @Override
  public Optional<WebhookConfig> webhook(InstanceId id) {
    return sql.read(handle ->
        handle
            .createQuery("select * from instance where id = :id")
            .bind("id", id.value())
            .map((row, _) -> WebhookColumns.read(keys.of(id, row.getBytes("data_key")), id, row))
            .findOne()
            .flatMap(webhook -> webhook));
  }

  @Override
  public Optional<Lease> acquire(InstanceId id, NodeId node) {
    // Before and apart from the lease: nobody may see the new owner and not that it lives.
    heartbeat(node);
    Optional<Lease> lease =
        sql.transact(handle ->
            handle
                .createQuery(
                    """
                    update lease l set owner = :node, epoch = epoch + 1
                    where l.instance_id = :id
                      and (l.owner is null or l.owner = :node or not exists (
                        select 1 from node n
                        where n.id = l.owner and n.alive_until > clock_timestamp()))
                    returning epoch
                    """)
                .bind("id", id.value())
                .bind("node", node.value())
                .map((row, _) -> new Lease(id, node, row.getLong("epoch")))
                .findOne());
    changed.accept(id);
    return lease;
  }

  /** By the database's clock, which all nodes share; no write while the last one is fresh. */
  @Override
  public void heartbeat(NodeId node) {
    sql.run(handle ->
        handle
            .createUpdate(
                """
                insert into node (id, alive_until)
                values (:node, clock_timestamp() + cast(:validity as interval))
                on conflict (id) do update set alive_until = excluded.alive_until
                where node.alive_until < excluded.alive_until - cast(:fresh as interval)
                """)
            .bind("node", node.value())
            .bind("validity", Lease.VALIDITY.toString())
            .bind("fresh", FRESH.toString())
            .execute());
  }

  @Override
  public List<InstanceId> abandoned(NodeId node) {
    return sql.read(handle ->
        handle
            .createQuery(
                """
                select l.instance_id from lease l
                where l.owner <> :node and not exists (
                  select 1 from node n
                  where n.id = l.owner and n.alive_until > clock_timestamp())
                order by l.instance_id
                """)
            .bind("node", node.value())
            .map((row, _) -> new InstanceId(Cells.uuid(row, "instance_id")))
            .list());
  }
}
