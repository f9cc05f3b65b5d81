package chatwarp.application.event;

import java.time.Duration;
import java.util.Optional;

/**
 * When an event that a target did not take is tried again. Pure.
 *
 * @param attempts how often it is tried in all, 1 or more
 * @param initial the wait after the first failure; no wait is shorter
 * @param factor how much longer each wait is than the one before, 1 for equal waits
 * @param max no planned wait is longer; only a target's own wish may be
 * @param jitter part of the wait that is left to chance, 0 to 1
 */
public record RetryPolicy(
    int attempts, Duration initial, double factor, Duration max, double jitter) {
  /** 10 attempts over about 20 minutes, as Evolution API does by default. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(10, Duration.ofSeconds(5), 2, Duration.ofSeconds(300), 0.2);

  /** A target that wishes to be left alone for longer than this is not taken at its word. */
  private static final Duration LONGEST_WISH = Duration.ofHours(1);

  public RetryPolicy {
    if (attempts < 1 || factor < 1 || jitter < 0 || jitter > 1 || initial.isNegative()) {
      throw new IllegalArgumentException("not a retry policy");
    }
  }

  /** Whether an event that failed so often is given up. */
  public boolean exhausted(int failures) {
    return failures >= attempts;
  }

  /**
   * The wait before the next attempt.
   *
   * @param failures how often it failed so far, 1 or more
   * @param chance a random number, 0 to 1
   * @param wish what the target asked for
   */
  public Duration delay(int failures, double chance, Optional<Duration> wish) {
    double shortest = (double) initial.toMillis();
    double planned = shortest * Math.pow(factor, failures - 1);
    double capped = Math.min(planned, (double) max.toMillis());
    double spread = capped * (1 + jitter * (2 * chance - 1));
    Duration wait = Duration.ofMillis(Math.round(Math.max(spread, shortest)));
    return wish.map(RetryPolicy::bounded).filter(asked -> asked.compareTo(wait) > 0).orElse(wait);
  }

  private static Duration bounded(Duration wish) {
    return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
  }
}
