package chatwarp.adapters.persistence.state;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Lease;
import chatwarp.domain.port.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The change sets of all instances, a bounded queue each. Instances take turns: what does not fit
 * into a batch goes behind the others. Any thread may offer; one thread takes.
 */
final class CommitQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Instances with something queued, in the order of their turns.
  private final Map<InstanceId, ArrayDeque<Pending>> queues = new LinkedHashMap<>();
  private final Map<Lease, StoreException> failing = new HashMap<>();
  private final int perInstance;
  private final int perBatch;
  private boolean closed;

  /**
   * @param perInstance most change sets that wait for one instance
   * @param perBatch most change sets taken at once
   */
  CommitQueue(int perInstance, int perBatch) {
    this.perInstance = perInstance;
    this.perBatch = perBatch;
  }

  /** Queues a change set, or says why not. Never waits for anything but this lock. */
  Optional<StoreException> offer(Pending pending) {
    lock.lock();
    try {
      StoreException told = failing.get(pending.lease());
      if (told != null) {
        return Optional.of(told);
      }
      if (closed) {
        return refused("the store is closing");
      }
      ArrayDeque<Pending> queue =
          queues.computeIfAbsent(pending.instance(), _ -> new ArrayDeque<>());
      if (queue.size() >= perInstance) {
        return refused("too many commits of this instance are waiting");
      }
      queue.add(pending);
      changed.signal();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private static Optional<StoreException> refused(String reason) {
    return Optional.of(new StoreException.Unavailable(new IllegalStateException(reason)));
  }

  /** The next batch; waits for one; empty when closed and all was taken. */
  List<Pending> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queues.isEmpty() && !closed) {
        changed.await();
      }
      return batch();
    } finally {
      lock.unlock();
    }
  }

  private List<Pending> batch() {
    List<Pending> batch = new ArrayList<>();
    Map<InstanceId, ArrayDeque<Pending>> cut = new LinkedHashMap<>();
    for (Iterator<Map.Entry<InstanceId, ArrayDeque<Pending>>> turns = queues.entrySet().iterator();
        turns.hasNext() && batch.size() < perBatch; ) {
      Map.Entry<InstanceId, ArrayDeque<Pending>> turn = turns.next();
      ArrayDeque<Pending> queue = turn.getValue();
      while (!queue.isEmpty() && batch.size() < perBatch) {
        batch.add(queue.remove());
      }
      turns.remove();
      if (!queue.isEmpty()) {
        cut.put(turn.getKey(), queue);
      }
    }
    queues.putAll(cut);
    return batch;
  }

  /**
   * Begins to fail a lease: what is queued under it is handed back, and what comes before {@link
   * #failed} is refused with the same failure.
   */
  List<Pending> failing(Lease lease, StoreException failure) {
    lock.lock();
    try {
      failing.put(lease, failure);
      List<Pending> victims = new ArrayList<>();
      ArrayDeque<Pending> queue = queues.get(lease.instance());
      if (queue != null) {
        for (Pending pending : queue) {
          if (pending.lease().equals(lease)) {
            victims.add(pending);
          }
        }
        queue.removeAll(victims);
        if (queue.isEmpty()) {
          queues.remove(lease.instance());
        }
      }
      return victims;
    } finally {
      lock.unlock();
    }
  }

  /** Everybody was told; the lease may commit again. */
  void failed(Lease lease) {
    lock.lock();
    try {
      failing.remove(lease);
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing new; what is queued can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
