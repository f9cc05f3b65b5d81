package chatwarp.adapters.events.webhook;

import java.time.Duration;
import java.util.Set;

/**
 * How webhooks are posted.
 *
 * @param timeout for one attempt
 * @param finalStatuses answers after which an event is given up; every other one but 2xx is tried
 *     again
 */
public record WebhookOptions(Duration timeout, Set<Integer> finalStatuses) {
  /** The peer's defaults: 30 s, and the answers that will not change by themselves. */
  public static final WebhookOptions DEFAULT =
      new WebhookOptions(Duration.ofSeconds(30), Set.of(400, 401, 403, 404, 422));

  public WebhookOptions {
    finalStatuses = Set.copyOf(finalStatuses);
  }
}
