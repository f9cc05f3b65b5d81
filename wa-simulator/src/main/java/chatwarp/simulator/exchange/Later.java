package chatwarp.simulator.exchange;

import java.time.Duration;

/** Runs something after a while, off the caller's thread. */
@FunctionalInterface
public interface Later {
  void run(Duration delay, Runnable action);
}
