package chatwarp.application.instance;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Hands items to one handler, one after the other, in the order they came. A thread runs only while
 * there is something to handle. Any thread may post; posting never blocks.
 */
final class Mailbox<T> {
  private final Executor executor;
  private final Consumer<T> handler;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<T> waiting = new ArrayDeque<>();
  private boolean draining;

  /**
   * @param executor runs the handler, which may block
   * @param handler must not throw
   */
  Mailbox(Executor executor, Consumer<T> handler) {
    this.executor = executor;
    this.handler = handler;
  }

  void post(T item) {
    post(item, _ -> false);
  }

  /** Posts an item in place of those that it makes pointless. */
  void post(T item, Predicate<T> outdated) {
    lock.lock();
    try {
      waiting.removeIf(outdated);
      waiting.add(item);
      if (draining) {
        return;
      }
      draining = true;
    } finally {
      lock.unlock();
    }
    executor.execute(this::drain);
  }

  private void drain() {
    for (Optional<T> next = take(); next.isPresent(); next = take()) {
      handler.accept(next.get());
    }
  }

  private Optional<T> take() {
    lock.lock();
    try {
      draining = !waiting.isEmpty();
      return Optional.ofNullable(waiting.poll());
    } finally {
      lock.unlock();
    }
  }
}
