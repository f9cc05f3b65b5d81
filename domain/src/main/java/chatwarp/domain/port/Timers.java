package chatwarp.domain.port;

import java.time.Duration;

/** One wheel for the whole process. */
public interface Timers {
  /** A task that waits. */
  interface Timer {
    /** Keeps the task from starting; nothing happens when it already did. */
    void cancel();
  }

  /**
   * Runs a task once after a delay, on a thread of its own (virtual), so that it may block.
   *
   * @param delay zero or more
   */
  Timer after(Duration delay, Runnable task);
}
