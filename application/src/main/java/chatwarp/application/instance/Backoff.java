package chatwarp.application.instance;

import chatwarp.domain.model.DisconnectReason;
import java.time.Duration;

/** How long an instance waits before it connects again (design, Instance states). Pure. */
final class Backoff {
  private static final int[] SECONDS = {1, 2, 4, 8, 16, 30};
  private static final int PATIENCE = 20;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final double JITTER = 0.2;

  private Backoff() {}

  /**
   * The wait without jitter.
   *
   * @param failures in a row, 1 or more
   */
  static Duration after(int failures, DisconnectReason reason) {
    if (reason == DisconnectReason.RATE_LIMITED || failures >= PATIENCE) {
      return LONG;
    }
    return Duration.ofSeconds(SECONDS[Math.min(failures, SECONDS.length) - 1]);
  }

  /**
   * A wait with jitter, up to a fifth shorter or longer, so that instances do not come in step.
   *
   * @param chance a random number, 0 to 1
   */
  static Duration jittered(Duration wait, double chance) {
    return Duration.ofMillis(Math.round(wait.toMillis() * (1 + JITTER * (2 * chance - 1))));
  }
}
