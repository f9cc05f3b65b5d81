package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a message disappears.
 *
 * @param time after it came
 * @param setAt when the chat's timer was set to this, where that is known; of two the newer counts
 */
public record Expiration(Duration time, Optional<Instant> setAt) {
  public Expiration {
    if (time.isNegative()) {
      throw new InvalidValueException("expiration", "is negative");
    }
  }
}
