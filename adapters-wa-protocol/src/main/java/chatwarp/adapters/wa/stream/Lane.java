package chatwarp.adapters.wa.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after another, on a thread that exists only while there is work.
 *
 * <p>Bounded: {@link #put} waits for room, so that a slow consumer slows its producer. Any thread
 * may call; a task may put into its own lane only with {@link #offer}, because waiting for oneself
 * never ends. A task that throws is reported and the next one runs.
 */
public final class Lane {
  private final Executor executor;
  private final int capacity;
  private final Consumer<RuntimeException> failed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition idle = lock.newCondition();
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>(4);
  private boolean running;

  /**
   * Idle.
   *
   * @param executor gives a thread, normally a virtual one
   * @param capacity tasks that may wait, one or more
   * @param failed is told what a task threw
   */
  public Lane(Executor executor, int capacity, Consumer<RuntimeException> failed) {
    this.executor = executor;
    this.capacity = capacity;
    this.failed = failed;
  }

  /** Adds a task; blocks while the lane is full. */
  public void put(Runnable task) throws InterruptedException {
    lock.lock();
    try {
      while (tasks.size() >= capacity) {
        room.await();
      }
      add(task);
    } finally {
      lock.unlock();
    }
  }

  /** Adds a task if there is room; never blocks. */
  public boolean offer(Runnable task) {
    lock.lock();
    try {
      if (tasks.size() >= capacity) {
        return false;
      }
      add(task);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing waits or runs, at most so long; false when that was not enough. */
  public boolean awaitIdle(Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (running) {
        if (left <= 0) {
          return false;
        }
        left = idle.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void add(Runnable task) {
    tasks.add(task);
    if (!running) {
      running = true;
      executor.execute(this::drain);
    }
  }

  private void drain() {
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (RuntimeException e) {
        failed.accept(e);
      }
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      Runnable task = tasks.poll();
      if (task == null) {
        running = false;
        idle.signalAll();
      } else {
        room.signal();
      }
      return task;
    } finally {
      lock.unlock();
    }
  }
}
