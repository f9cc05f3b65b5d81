package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.time.Duration;

/**
 * Sets the disappearing timer of a chat between two.
 *
 * @param timer zero to switch it off
 */
public record DisappearingContent(Duration timer) implements MessageContent {
  public DisappearingContent {
    if (timer.isNegative()) {
      throw new InvalidValueException("expiration", "is negative");
    }
  }
}
