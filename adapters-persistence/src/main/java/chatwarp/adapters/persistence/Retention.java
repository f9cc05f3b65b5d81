package chatwarp.adapters.persistence;

import java.time.Duration;

/**
 * How long things are kept that nobody waits for any more.
 *
 * @param deliveredEvents events that every target has
 * @param deadLetters events that were given up on
 * @param idempotency what was accepted under a caller's key, at least 24 hours
 */
public record Retention(Duration deliveredEvents, Duration deadLetters, Duration idempotency) {
  public static final Retention DEFAULT =
      new Retention(Duration.ofHours(1), Duration.ofDays(30), Duration.ofHours(48));

  public Retention {
    if (idempotency.compareTo(Duration.ofHours(24)) < 0) {
      throw new IllegalArgumentException("idempotency keys are kept for at least 24 hours");
    }
  }
}
