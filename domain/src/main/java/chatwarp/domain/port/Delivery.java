package chatwarp.domain.port;

import java.time.Duration;
import java.util.Optional;

/** How an attempt to carry an event out ended. */
public sealed interface Delivery {
  /** The target has it. */
  record Delivered() implements Delivery {}

  /**
   * The target does not have it, and may take it later.
   *
   * @param reason a phrase for the log, without addresses or content
   * @param after the target's own wish when to try again
   */
  record TryAgain(String reason, Optional<Duration> after) implements Delivery {}

  /** The target will never take it. */
  record GiveUp(String reason) implements Delivery {}
}
