package chatwarp.adapters.persistence.state;

import chatwarp.adapters.persistence.conversation.TimerCache;
import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Sql;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StateEntry;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Keyed state and stanzas in PostgreSQL, written by group commit. Any thread may call. */
public final class PostgresStateStore implements StateStore, AutoCloseable {
  private static final Map<String, StateSpace> SPACES =
      Arrays.stream(StateSpace.values())
          .collect(Collectors.toUnmodifiableMap(StateSpace::text, Function.identity()));

  private final Sql sql;
  private final KeyRing keys;
  private final StateCache cache;
  private final GroupCommit commits;

  /**
   * @param timers is told of what becomes durable, as the cache is
   * @param clock the time that is written into rows
   * @param threads gives the one writer
   */
  public PostgresStateStore(
      Sql sql,
      KeyRing keys,
      StateCache cache,
      TimerCache timers,
      InstantSource clock,
      ThreadFactory threads) {
    this.sql = sql;
    this.keys = keys;
    this.cache = cache;
    this.commits = new GroupCommit(new BatchWriter(sql, keys, cache, timers, clock), threads);
  }

  @Override
  public Optional<byte[]> read(InstanceId instance, StateKey key) {
    return Optional.ofNullable(read(instance, List.of(key)).get(key));
  }

  @Override
  public Map<StateKey, byte[]> read(InstanceId instance, Collection<StateKey> wanted) {
    StateCache.Ticket ticket = cache.ticket(instance);
    Map<StateKey, byte[]> found = new HashMap<>();
    Set<StateKey> missing = new HashSet<>();
    for (StateKey key : wanted) {
      cache
          .find(instance, key, ticket)
          .ifPresentOrElse(value -> found.put(key, value.clone()), () -> missing.add(key));
    }
    if (!missing.isEmpty()) {
      for (StateEntry entry : load(instance, missing)) {
        cache.offer(instance, entry.key(), entry.value(), ticket);
        found.put(entry.key(), entry.value().clone());
      }
    }
    return found;
  }

  private List<StateEntry> load(InstanceId instance, Set<StateKey> keys) {
    Columns columns = new Columns();
    for (StateKey key : keys) {
      columns.row().text("space", key.space().text()).text("id", key.id());
    }
    return sql.read(handle ->
        columns
            .bindTo(
                handle.createQuery(
                    """
                    select s.space, s.id, s.value
                    from unnest(:space, :id) as t(space, id)
                    join state_entry s on s.instance_id = :instance
                      and s.space = t.space and s.id = t.id
                    """))
            .bind("instance", instance.value())
            .map((row, _) -> entry(handle, instance, row))
            .list());
  }

  @Override
  public List<StateEntry> scan(InstanceId instance, StateSpace space, int limit) {
    return sql.read(handle ->
        handle
            .createQuery(
                """
                select space, id, value from state_entry
                where instance_id = :instance and space = :space
                order by id limit :limit
                """)
            .bind("instance", instance.value())
            .bind("space", space.text())
            .bind("limit", limit)
            .map((row, _) -> entry(handle, instance, row))
            .list());
  }

  private StateEntry entry(Handle handle, InstanceId instance, ResultSet row) throws SQLException {
    StateSpace space = SPACES.get(row.getString("space"));
    if (space == null) {
      throw new StoreException.Unreadable("state_entry.space");
    }
    StateKey key = new StateKey(space, row.getString("id"));
    return new StateEntry(
        key, keys.of(handle, instance).open(StateRows.cell(instance, key), row.getBytes("value")));
  }

  @Override
  public int count(InstanceId instance, StateSpace space) {
    return sql.read(handle ->
        handle
            .createQuery(
                """
                select count(*) from state_entry
                where instance_id = :instance and space = :space
                """)
            .bind("instance", instance.value())
            .bind("space", space.text())
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public List<Stanza> stanzas(InstanceId instance) {
    return sql.read(handle ->
        handle
            .createQuery(
                """
                select message_id, chat, stanza from stanza_outbox
                where instance_id = :instance order by seq
                """)
            .bind("instance", instance.value())
            .map((row, _) -> stanza(handle, instance, row))
            .list());
  }

  private Stanza stanza(Handle handle, InstanceId instance, ResultSet row) throws SQLException {
    MessageId id = new MessageId(row.getString("message_id"));
    return new Stanza(
        id,
        Jid.parse(row.getString("chat")),
        keys.of(handle, instance).open(StateRows.cell(instance, id), row.getBytes("stanza")));
  }

  @Override
  public CompletableFuture<Void> commit(ChangeSet changes) {
    return commits.add(changes);
  }

  /** Writes what is queued and takes no more; reads go on. */
  @Override
  public void close() {
    commits.close();
  }
}
