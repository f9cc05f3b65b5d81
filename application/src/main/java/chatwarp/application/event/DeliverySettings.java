package chatwarp.application.event;

import chatwarp.domain.model.WebhookConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How events are delivered.
 *
 * @param retry when an event that was not taken is tried again
 * @param globalWebhook where the events of every instance go
 * @param batch events read from the outbox at a time
 * @param keep how long delivered events are kept
 * @param stopWait how long a stopping server waits for attempts under way
 */
public record DeliverySettings(
    RetryPolicy retry,
    Optional<WebhookConfig> globalWebhook,
    int batch,
    Duration keep,
    Duration stopWait) {
  public static final DeliverySettings DEFAULT =
      new DeliverySettings(
          RetryPolicy.DEFAULT, Optional.empty(), 32, Duration.ofDays(1), Duration.ofSeconds(10));

  public DeliverySettings {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch has 1 or more events");
    }
  }
}
