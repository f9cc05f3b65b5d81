package chatwarp.application.event;

import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.EventOutbox;
import chatwarp.domain.port.EventTarget;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the events of one instance to one target, in order. Has a thread only while there is
 * something to carry; waiting for a retry costs a timer. Any thread may call.
 */
final class Lane {
  /** What the lanes of a process share. */
  record Works(
      NodeId node,
      EventOutbox outbox,
      Outlet outlet,
      DeliverySettings settings,
      Timers timers,
      InstantSource clock,
      RandomGenerator random,
      Executor executor) {}

  /** Who wants to know that a lane is closed because its instance is gone. */
  interface End {
    /**
     * It carries nothing more.
     *
     * @param ours false when another node carries what is left
     */
    void retired(boolean ours);
  }

  private enum Mode {
    /** Nothing to do that we know of. */
    RESTING,
    /** A thread is on it. */
    BUSY,
    /** A timer runs until the next attempt. */
    WAITING,
    /** Closed for good. */
    CLOSED
  }

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Works works;
  private final InstanceId instance;
  private final End end;
  private final ReentrantLock lock = new ReentrantLock();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private Mode mode = Mode.RESTING;
  private boolean more;
  private Timers.Timer retry = () -> {};
  private volatile EventTarget target;
  private volatile boolean retired;
  private int failures;

  /**
   * @param end told once when a retired lane has nothing more to carry
   */
  Lane(Works works, InstanceId instance, EventTarget target, End end) {
    this.works = works;
    this.instance = instance;
    this.target = target;
    this.end = end;
  }

  EventTarget target() {
    return target;
  }

  /** From the next event on, this is where they go. */
  void target(EventTarget next) {
    target = next;
  }

  /** There may be something to carry. Never blocks. */
  void wake() {
    lock.lock();
    try {
      switch (mode) {
        case RESTING -> {
          mode = Mode.BUSY;
          works.executor().execute(this::run);
        }
        case BUSY -> more = true;
        case WAITING, CLOSED -> {
          // The timer will find it; a closed lane carries nothing.
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The instance is gone: carry what is left, then close. */
  void retire() {
    retired = true;
    wake();
  }

  /** Carries nothing more; completes when an attempt under way has ended. */
  CompletableFuture<Void> close() {
    lock.lock();
    try {
      retry.cancel();
      if (mode != Mode.BUSY) {
        ended.complete(null);
      }
      mode = Mode.CLOSED;
      return ended;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      carryAll();
    } catch (StoreException e) {
      LOG.warn("the outbox of instance {} cannot be read", instance, e);
      failures = Math.min(failures + 1, works.settings().retry().attempts() - 1);
      pause(delay(Optional.empty()));
    }
  }

  private void carryAll() {
    boolean going = true;
    while (going) {
      // Before each batch: another node may have taken the instance over without our knowing.
      boolean ours = works.outbox().carries(instance, works.node());
      List<StoredEvent> batch =
          ours ? works.outbox().next(instance, target.id(), works.settings().batch()) : List.of();
      going = batch.isEmpty() ? hasMore(ours) : carry(batch);
    }
  }

  /** Carries a batch; false when the lane must stop for now. */
  private boolean carry(List<StoredEvent> batch) {
    for (StoredEvent event : batch) {
      EventTarget to = target;
      if (!wants(to, event.event().kind())) {
        works.outbox().advance(instance, to.id(), event.seq());
        continue;
      }
      if (!attempt(to, event)) {
        return false;
      }
      if (leaving()) {
        return false;
      }
    }
    return true;
  }

  /** One attempt; false when it is to be repeated later. */
  private boolean attempt(EventTarget to, StoredEvent event) {
    return switch (works.outlet().publish(to, event)) {
      case Delivery.Delivered _ -> {
        works.outbox().advance(instance, to.id(), event.seq());
        failures = 0;
        yield true;
      }
      case Delivery.GiveUp given -> {
        bury(to, event, given.reason());
        yield true;
      }
      case Delivery.TryAgain again -> {
        failures++;
        if (works.settings().retry().exhausted(failures)) {
          bury(to, event, again.reason());
          yield true;
        }
        LOG.info(
            "event {} of {} not taken by {} ({}), attempt {}",
            event.event().id(),
            event.event().instance(),
            to.id(),
            again.reason(),
            failures);
        pause(delay(again.after()));
        yield false;
      }
    };
  }

  private void bury(EventTarget to, StoredEvent event, String reason) {
    LOG.warn(
        "event {} of {} given up for {}: {}",
        event.event().id(),
        event.event().instance(),
        to.id(),
        reason);
    works.outbox().bury(instance, to.id(), event, reason, works.clock().instant());
    failures = 0;
  }

  private static boolean wants(EventTarget target, EventKind kind) {
    return switch (target) {
      case EventTarget.Webhook webhook -> webhook.config().wants(kind);
    };
  }

  private Duration delay(Optional<Duration> wish) {
    return works.settings().retry().delay(Math.max(failures, 1), works.random().nextDouble(), wish);
  }

  /** Rests, unless it was woken meanwhile. */
  private boolean hasMore(boolean ours) {
    lock.lock();
    try {
      if (mode == Mode.CLOSED) {
        ended.complete(null);
        return false;
      }
      if (more) {
        more = false;
        return true;
      }
      mode = retired ? Mode.CLOSED : Mode.RESTING;
    } finally {
      lock.unlock();
    }
    if (retired) {
      ended.complete(null);
      end.retired(ours);
    }
    return false;
  }

  private boolean leaving() {
    lock.lock();
    try {
      if (mode == Mode.CLOSED) {
        ended.complete(null);
        return true;
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void pause(Duration wait) {
    lock.lock();
    try {
      if (mode == Mode.CLOSED) {
        ended.complete(null);
        return;
      }
      mode = Mode.WAITING;
      more = false;
      retry = works.timers().after(wait, this::resume);
    } finally {
      lock.unlock();
    }
  }

  private void resume() {
    lock.lock();
    try {
      if (mode != Mode.WAITING) {
        return;
      }
      mode = Mode.BUSY;
    } finally {
      lock.unlock();
    }
    works.executor().execute(this::run);
  }
}
