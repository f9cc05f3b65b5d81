package chatwarp.application.time;

import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The wheel of the process: one platform thread keeps the times and hands due tasks to an executor.
 * Any thread may call.
 */
public final class WheelTimers implements Timers, AutoCloseable {
  private final ScheduledThreadPoolExecutor wheel;
  private final Executor tasks;

  /**
   * @param wheelThread makes the one thread that waits
   * @param tasks runs due tasks, each on a virtual thread of its own
   */
  public WheelTimers(ThreadFactory wheelThread, Executor tasks) {
    this.wheel = new ScheduledThreadPoolExecutor(1, wheelThread);
    this.wheel.setRemoveOnCancelPolicy(true);
    this.wheel.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.tasks = tasks;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    AtomicBoolean taken = new AtomicBoolean();
    Runnable once =
        () -> {
          if (taken.compareAndSet(false, true)) {
            task.run();
          }
        };
    try {
      ScheduledFuture<?> waiting =
          wheel.schedule(() -> tasks.execute(once), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> {
        taken.set(true);
        waiting.cancel(false);
      };
    } catch (RejectedExecutionException closed) {
      // The process is going down: what would have happened later does not happen any more.
      return () -> taken.set(true);
    }
  }

  /** Forgets every task that waits; tasks already started go on. */
  @Override
  public void close() {
    wheel.shutdownNow();
  }
}
