package chatwarp.simulator.phone;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after the other, in the order they came, on threads it borrows only while there is
 * something to do. Submitting never waits, so it is fine under a lock.
 *
 * <p>Unbounded by itself: what a phone has to do is bounded by the mailbox that feeds it and by its
 * callers, who wait for their answers.
 */
final class SerialExecutor implements Executor {
  private final Executor threads;
  private final Consumer<RuntimeException> failed;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>(2);
  private boolean running;

  /**
   * @param failed hears of a task that threw; the next one runs nevertheless
   */
  SerialExecutor(Executor threads, Consumer<RuntimeException> failed) {
    this.threads = threads;
    this.failed = failed;
  }

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      tasks.addLast(task);
      if (running) {
        return;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    threads.execute(this::runAll);
  }

  private void runAll() {
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
      Runnable task = tasks.pollFirst();
      running = task != null;
      return task;
    } finally {
      lock.unlock();
    }
  }
}
