package chatwarp.application.instance;

import chatwarp.domain.event.PairingOffer;
import chatwarp.domain.model.InstanceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What users see of a running instance now, and those who wait for it to change. */
final class LiveView {
  /** One moment. */
  record Snapshot(InstanceState state, Optional<PairingOffer> offer, Optional<String> lastError) {}

  /** Somebody who waits. */
  static final class Waiter {
    private final Predicate<Snapshot> wanted;
    private final CompletableFuture<Snapshot> arrived = new CompletableFuture<>();

    private Waiter(Predicate<Snapshot> wanted) {
      this.wanted = wanted;
    }

    /** The snapshot that was waited for. */
    CompletableFuture<Snapshot> arrived() {
      return arrived;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Waiter> waiters = new ArrayList<>();
  private Snapshot now;

  LiveView(InstanceState state) {
    this.now = new Snapshot(state, Optional.empty(), Optional.empty());
  }

  Snapshot now() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  void show(Snapshot next) {
    List<Waiter> done = new ArrayList<>();
    lock.lock();
    try {
      now = next;
      waiters.stream().filter(waiter -> waiter.wanted.test(next)).forEach(done::add);
      waiters.removeAll(done);
    } finally {
      lock.unlock();
    }
    done.forEach(waiter -> waiter.arrived.complete(next));
  }

  /** Waits for the first snapshot, from now on, that is wanted. */
  Waiter await(Predicate<Snapshot> wanted) {
    Waiter waiter = new Waiter(wanted);
    lock.lock();
    try {
      if (wanted.test(now)) {
        waiter.arrived.complete(now);
      } else {
        waiters.add(waiter);
      }
    } finally {
      lock.unlock();
    }
    return waiter;
  }

  /** Waits no more. */
  void forget(Waiter waiter) {
    lock.lock();
    try {
      waiters.remove(waiter);
    } finally {
      lock.unlock();
    }
  }

  /** Fails everybody who waits. */
  void fail(RuntimeException failure) {
    List<Waiter> all;
    lock.lock();
    try {
      all = List.copyOf(waiters);
      waiters.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(waiter -> waiter.arrived.completeExceptionally(failure));
  }
}
