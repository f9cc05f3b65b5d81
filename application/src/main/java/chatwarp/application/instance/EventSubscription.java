package chatwarp.application.instance;

import chatwarp.domain.event.InstanceEvent;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Durable events of one instance as they happen, for a listener inside the process. Bounded: a
 * listener that falls behind is cut off with a reason, the instance never waits for it. Of several
 * QRs not taken yet only the newest is kept. Any thread may call.
 */
public final class EventSubscription implements AutoCloseable {
  /** The subscription has ended; nothing more will come. */
  public static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended(String reason) {
      super(reason);
    }
  }

  private final int capacity;
  private final Consumer<EventSubscription> onEnd;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<InstanceEvent> waiting = new ArrayDeque<>();
  private Optional<String> end = Optional.empty();

  EventSubscription(int capacity, Consumer<EventSubscription> onEnd) {
    this.capacity = capacity;
    this.onEnd = onEnd;
  }

  /**
   * The next event; blocks until there is one.
   *
   * @throws Ended when the subscription was cut off or closed
   */
  public InstanceEvent take() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty()) {
        if (end.isPresent()) {
          throw new Ended(end.get());
        }
        changed.await();
      }
      return waiting.remove();
    } finally {
      lock.unlock();
    }
  }

  /** Why nothing more will come; empty while the subscription lives. */
  public Optional<String> ended() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    end("closed by the listener");
  }

  /** Adds an event; never blocks. */
  void offer(InstanceEvent event) {
    boolean tooSlow = false;
    lock.lock();
    try {
      if (end.isPresent()) {
        return;
      }
      if (event instanceof InstanceEvent.QrUpdated) {
        waiting.removeIf(InstanceEvent.QrUpdated.class::isInstance);
      }
      tooSlow = waiting.size() >= capacity;
      if (!tooSlow) {
        waiting.add(event);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (tooSlow) {
      end("cut off: " + capacity + " events were waiting to be taken");
    }
  }

  /** Ends it; what waits to be taken is dropped, so that nobody takes it for the whole. */
  void end(String reason) {
    lock.lock();
    try {
      if (end.isPresent()) {
        return;
      }
      end = Optional.of(reason);
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    onEnd.accept(this);
  }
}
