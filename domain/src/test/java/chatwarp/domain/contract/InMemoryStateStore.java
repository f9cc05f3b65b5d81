package chatwarp.domain.contract;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Lease;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StateEntry;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Commits in one queue, drained by whoever finds it not being drained. */
final class InMemoryStateStore implements StateStore {
  private record Queued(ChangeSet changes, CompletableFuture<Void> durable) {}

  private record Planned(Predicate<ChangeSet> victim, StoreException failure) {}

  private final InMemoryTables tables;
  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition queued = lock.newCondition();
  private final ArrayDeque<Queued> queue = new ArrayDeque<>();
  private final Map<Lease, StoreException> failing = new HashMap<>();
  private final ArrayDeque<Planned> planned = new ArrayDeque<>();
  private int permits = Integer.MAX_VALUE;
  private boolean draining;
  private long commits;

  InMemoryStateStore(InMemoryTables tables, Executor executor) {
    this.tables = tables;
    this.executor = executor;
  }

  @Override
  public Optional<byte[]> read(InstanceId instance, StateKey key) {
    return Optional.ofNullable(read(instance, List.of(key)).get(key));
  }

  @Override
  public Map<StateKey, byte[]> read(InstanceId instance, Collection<StateKey> keys) {
    return tables.read(() -> {
      Map<StateKey, byte[]> found = new HashMap<>();
      for (StateKey key : keys) {
        byte[] value = space(instance, key.space()).get(key.id());
        if (value != null) {
          found.put(key, value.clone());
        }
      }
      return found;
    });
  }

  @Override
  public List<StateEntry> scan(InstanceId instance, StateSpace space, int limit) {
    return tables.read(() ->
        space(instance, space).entrySet().stream()
            .limit(limit)
            .map(e -> new StateEntry(new StateKey(space, e.getKey()), e.getValue().clone()))
            .toList());
  }

  @Override
  public int count(InstanceId instance, StateSpace space) {
    return tables.read(() -> space(instance, space).size());
  }

  @Override
  public List<Stanza> stanzas(InstanceId instance) {
    return tables.read(() ->
        tables.live(instance).map(kept -> List.copyOf(kept.stanzas.values())).orElse(List.of()));
  }

  private SortedMap<String, byte[]> space(InstanceId instance, StateSpace space) {
    return tables
        .live(instance)
        .map(kept -> kept.state.get(space))
        .orElseGet(Collections::emptySortedMap);
  }

  @Override
  public CompletableFuture<Void> commit(ChangeSet changes) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    lock.lock();
    try {
      if (failing.containsKey(changes.lease())) {
        return CompletableFuture.failedFuture(failing.get(changes.lease()));
      }
      queue.add(new Queued(changes, durable));
      queued.signalAll();
    } finally {
      lock.unlock();
    }
    executor.execute(this::drain);
    return durable;
  }

  private void drain() {
    for (Optional<Queued> next = take(); next.isPresent(); next = takeAfter()) {
      Queued item = next.get();
      try {
        tables.write(() -> apply(item.changes()));
        item.durable().complete(null);
      } catch (StoreException failure) {
        fail(item, failure);
      } catch (RuntimeException bug) {
        fail(item, new StoreException.Rejected(bug));
      }
    }
  }

  private void apply(ChangeSet changes) {
    Optional<StoreException> failure = plannedFailure(changes);
    if (failure.isPresent()) {
      throw failure.get();
    }
    InstanceId id = changes.lease().instance();
    tables.live(id).orElseThrow(StoreException.StaleLease::new).apply(changes, tables.now());
    tables.append(id, changes.events());
    count();
  }

  /** Takes the next one if nobody else is draining. */
  private Optional<Queued> take() {
    lock.lock();
    try {
      return draining ? Optional.empty() : poll();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Queued> takeAfter() {
    lock.lock();
    try {
      return poll();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Queued> poll() {
    draining = permits > 0 && !queue.isEmpty();
    if (draining && permits != Integer.MAX_VALUE) {
      permits--;
    }
    return draining ? Optional.of(queue.remove()) : Optional.empty();
  }

  /** Fails this one and those behind it under the same lease, before taking any new one. */
  private void fail(Queued first, StoreException failure) {
    Lease lease = first.changes().lease();
    List<Queued> victims = new ArrayList<>(List.of(first));
    lock.lock();
    try {
      failing.put(lease, failure);
      for (Iterator<Queued> behind = queue.iterator(); behind.hasNext(); ) {
        Queued item = behind.next();
        if (item.changes().lease().equals(lease)) {
          behind.remove();
          victims.add(item);
        }
      }
    } finally {
      lock.unlock();
    }
    victims.forEach(victim -> victim.durable().completeExceptionally(failure));
    lock.lock();
    try {
      failing.remove(lease);
    } finally {
      lock.unlock();
    }
  }

  private Optional<StoreException> plannedFailure(ChangeSet changes) {
    lock.lock();
    try {
      Optional<Planned> hit =
          planned.stream().filter(plan -> plan.victim().test(changes)).findFirst();
      hit.ifPresent(planned::remove);
      return hit.map(Planned::failure);
    } finally {
      lock.unlock();
    }
  }

  private void count() {
    lock.lock();
    try {
      commits++;
    } finally {
      lock.unlock();
    }
  }

  void hold() {
    lock.lock();
    try {
      permits = 0;
    } finally {
      lock.unlock();
    }
  }

  void release(int count) {
    lock.lock();
    try {
      permits = count;
    } finally {
      lock.unlock();
    }
    executor.execute(this::drain);
  }

  int held() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  void awaitHeld(int count, Predicate<ChangeSet> kind, Duration deadline) {
    lock.lock();
    try {
      long left = deadline.toNanos();
      while (queue.stream().filter(item -> kind.test(item.changes())).count() < count) {
        if (left <= 0) {
          throw new AssertionError(
              "of " + queue.size() + " held commits there are not " + count + " such");
        }
        left = queued.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  void loseHeld() {
    lock.lock();
    try {
      queue.clear();
    } finally {
      lock.unlock();
    }
  }

  void failNext(Predicate<ChangeSet> victim, StoreException failure) {
    lock.lock();
    try {
      planned.add(new Planned(victim, failure));
    } finally {
      lock.unlock();
    }
  }

  long commits() {
    lock.lock();
    try {
      return commits;
    } finally {
      lock.unlock();
    }
  }
}
