package chatwarp.bootstrap.wiring;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What one device has read, and how often, beside what it should read. Any thread may call. */
final class Tally {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String device;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Integer> read = new HashMap<>();
  private final Set<String> due = new TreeSet<>();

  Tally(String device) {
    this.device = device;
  }

  void expect(String text) {
    lock.lock();
    try {
      due.add(text);
    } finally {
      lock.unlock();
    }
  }

  void read(String text) {
    lock.lock();
    try {
      read.merge(text, 1, Integer::sum);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all of these were read that this device should read. */
  void await(Collection<String> texts) throws InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lockInterruptibly();
    try {
      Set<String> missing = new TreeSet<>(texts);
      missing.retainAll(due);
      while (true) {
        missing.removeAll(read.keySet());
        if (missing.isEmpty()) {
          return;
        }
        if (left <= 0) {
          throw new AssertionError(device + " has not read " + missing);
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything was read that should be. */
  void awaitAll() throws InterruptedException {
    Set<String> all;
    lock.lock();
    try {
      all = Set.copyOf(due);
    } finally {
      lock.unlock();
    }
    await(all);
  }

  /** What is wrong: read twice, not read, or read without being entitled to; with how often. */
  Map<String, Integer> faults() {
    lock.lock();
    try {
      Map<String, Integer> faults = new TreeMap<>();
      due.forEach(text -> faults.merge(text, -1, Integer::sum));
      read.forEach((text, times) -> faults.merge(text, times, Integer::sum));
      faults.values().removeIf(balance -> balance == 0);
      return faults;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return due.size();
    } finally {
      lock.unlock();
    }
  }
}
