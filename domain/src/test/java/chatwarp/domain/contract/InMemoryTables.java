package chatwarp.domain.contract;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.DeadLetter;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.TargetId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The shared state of the ports in memory. Fields are touched only inside {@link #read}. */
final class InMemoryTables {
  /** Names a cursor. */
  record CursorKey(InstanceId instance, TargetId target) {}

  final Map<InstanceId, InMemoryInstance> instances = new LinkedHashMap<>();
  final Map<InstanceId, Optional<WebhookConfig>> deleted = new HashMap<>();
  final TreeMap<Long, StoredEvent> events = new TreeMap<>();
  final Map<CursorKey, Long> cursors = new LinkedHashMap<>();
  final Map<NodeId, Instant> aliveUntil = new HashMap<>();

  /** Who carries the events of instances that nobody runs. */
  final Map<InstanceId, NodeId> carriers = new HashMap<>();

  final List<DeadLetter> deadLetters = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private long lastSeq;
  private boolean gone;

  InMemoryTables(InstantSource clock) {
    this.clock = clock;
  }

  /** Runs alone, as in a serializable transaction; for writes too. */
  <T> T read(Supplier<T> work) {
    lock.lock();
    try {
      if (gone) {
        throw new StoreException.Unavailable(new IllegalStateException("switched off by the test"));
      }
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void write(Runnable work) {
    read(() -> {
      work.run();
      return true;
    });
  }

  void unavailable(boolean value) {
    lock.lock();
    try {
      gone = value;
    } finally {
      lock.unlock();
    }
  }

  Instant now() {
    return clock.instant();
  }

  Optional<InMemoryInstance> live(InstanceId id) {
    return Optional.ofNullable(instances.get(id));
  }

  /** Whether a node was not heard of for too long. */
  boolean lost(NodeId node) {
    return !aliveUntil.getOrDefault(node, Instant.MIN).isAfter(now());
  }

  /** Who carries an instance's events, if anybody. */
  Optional<NodeId> carrier(InstanceId id) {
    return live(id).flatMap(kept -> kept.owner).or(() -> Optional.ofNullable(carriers.get(id)));
  }

  void append(InstanceId instance, List<NewEvent> added) {
    for (NewEvent event : added) {
      lastSeq++;
      events.put(lastSeq, new StoredEvent(instance, lastSeq, event));
    }
  }

  /** The sequence number of the newest event so far. */
  long lastSeq() {
    return lastSeq;
  }
}
