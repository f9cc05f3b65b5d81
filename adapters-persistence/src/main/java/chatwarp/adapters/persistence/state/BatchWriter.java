package chatwarp.adapters.persistence.state;

import chatwarp.adapters.persistence.conversation.ConversationRows;
import chatwarp.adapters.persistence.conversation.IdempotencyRows;
import chatwarp.adapters.persistence.conversation.TimerCache;
import chatwarp.adapters.persistence.instance.InstanceChanges;
import chatwarp.adapters.persistence.outbox.EventRows;
import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.adapters.persistence.sql.Sql;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes the change sets of many instances in one transaction. */
final class BatchWriter {
  private final Sql sql;
  private final KeyRing keys;
  private final StateCache cache;
  private final TimerCache timers;
  private final InstantSource clock;

  BatchWriter(Sql sql, KeyRing keys, StateCache cache, TimerCache timers, InstantSource clock) {
    this.sql = sql;
    this.keys = keys;
    this.cache = cache;
    this.timers = timers;
    this.clock = clock;
  }

  /**
   * Keeps all change sets whose lease still holds.
   *
   * @return the leases that hold no more; nothing of theirs was kept
   * @throws StoreException when nothing was kept
   */
  Set<Lease> write(List<Pending> batch) {
    try {
      Written written = sql.transact(handle -> write(handle, batch));
      written.state().publish(cache);
      for (Pending pending : batch) {
        if (!written.stale().contains(pending.lease())) {
          timers.publish(pending.instance(), pending.changes().rows());
        }
      }
      return written.stale();
    } catch (RuntimeException e) {
      // A connection that breaks while committing does not say whether it did.
      for (Pending pending : batch) {
        cache.forget(pending.instance());
        timers.forget(pending.instance());
      }
      throw e;
    }
  }

  private record Written(Set<Lease> stale, StateRows state) {}

  private Written write(Handle handle, List<Pending> batch) {
    Set<Lease> held = lock(handle, batch);
    Rows rows = new Rows(handle, clock.instant());
    Set<Lease> stale = new HashSet<>();
    for (Pending pending : batch) {
      if (held.contains(pending.lease())) {
        rows.add(pending.changes());
      } else {
        stale.add(pending.lease());
      }
    }
    rows.write();
    return new Written(stale, rows.state);
  }

  /**
   * Locks the lease rows of the batch, in one order everywhere so that writers never wait for each
   * other in a circle.
   */
  private static Set<Lease> lock(Handle handle, List<Pending> batch) {
    Set<UUID> instances =
        batch.stream().map(pending -> pending.instance().value()).collect(Collectors.toSet());
    return handle
        .createQuery(
            """
            select instance_id, owner, epoch from lease
            where instance_id = any(:instances) and owner is not null
            order by instance_id for no key update
            """)
        .bind("instances", Columns.uuids(instances))
        .map((row, _) ->
            new Lease(
                new InstanceId(Cells.uuid(row, "instance_id")),
                new NodeId(row.getString("owner")),
                row.getLong("epoch")))
        .set();
  }

  /** The rows of one transaction. */
  private final class Rows {
    private final Handle handle;
    private final Instant now;
    private final StateRows state;
    private final ConversationRows conversations;
    private final InstanceChanges instances;
    private final EventRows events;
    private final IdempotencyRows idempotency;

    Rows(Handle handle, Instant now) {
      this.handle = handle;
      this.now = now;
      state = new StateRows(keys, handle);
      conversations = new ConversationRows(keys, handle);
      instances = new InstanceChanges(keys, handle, now);
      events = new EventRows();
      idempotency = new IdempotencyRows(keys, handle);
    }

    void add(ChangeSet changes) {
      InstanceId instance = changes.lease().instance();
      changes.auth().ifPresent(change -> state.add(instance, change));
      changes.state().forEach(change -> state.add(instance, change));
      changes.stanzas().forEach(change -> state.add(instance, change));
      changes.rows().forEach(change -> add(instance, change));
      changes.events().forEach(event -> events.add(instance, keys.of(handle, instance), event));
      changes.idempotency().ifPresent(send -> idempotency.add(instance, send, now));
    }

    private void add(InstanceId instance, RowChange change) {
      switch (change) {
        case RowChange.AddMessage add -> conversations.add(instance, add);
        case RowChange.SetStatus set -> conversations.add(instance, set);
        case RowChange.EditMessage edit -> conversations.add(instance, edit);
        case RowChange.MoveFile move -> conversations.add(instance, move);
        case RowChange.DeleteMessage delete -> conversations.add(instance, delete);
        case RowChange.SetReceipt set -> conversations.add(instance, set);
        case RowChange.AddPollVote vote -> conversations.add(instance, vote);
        case RowChange.KeepAudience keep -> conversations.add(instance, keep);
        case RowChange.NameChat name -> conversations.add(instance, name);
        case RowChange.ReadChat read -> conversations.add(instance, read);
        case RowChange.TouchChat touch -> conversations.add(instance, touch);
        case RowChange.SetChatTimer set -> conversations.add(instance, set);
        case RowChange.SaveContact save -> conversations.add(instance, save);
        case RowChange.LinkAddresses link -> conversations.add(instance, link);
        case RowChange.SetProfile set -> instances.write(instance, set);
        case RowChange.SetConnection set -> instances.write(instance, set);
        case RowChange.SetSettings set -> instances.write(instance, set);
        case RowChange.SetWebhook set -> instances.write(instance, set);
      }
    }

    void write() {
      Pipeline pipeline = new Pipeline();
      state.write(pipeline);
      conversations.write(pipeline);
      idempotency.write(pipeline);
      events.write(pipeline);
      pipeline.execute(handle);
    }
  }
}
