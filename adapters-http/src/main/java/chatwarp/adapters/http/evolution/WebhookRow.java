package chatwarp.adapters.http.evolution;

import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.WebhookConfig;
import java.util.Arrays;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A webhook as {@code /webhook/set} and {@code /webhook/find} answer it (evolution-v2 §8.7). */
public final class WebhookRow {
  private WebhookRow() {}

  /** Answers spell {@code webhookByEvents} and {@code webhookBase64}, requests do not. */
  public static ObjectNode of(Instance instance, WebhookConfig webhook) {
    ObjectNode row =
        Json.object().put("id", instance.id().toString()).put("url", webhook.url().toString());
    webhook.headers().forEach(row.putObject("headers")::put);
    row.put("enabled", webhook.enabled());
    ArrayNode events = row.putArray("events");
    kinds(webhook).map(Enum::name).forEach(events::add);
    row.put("webhookByEvents", webhook.byEvents()).put("webhookBase64", webhook.base64());
    return InstanceRow.dated(row, instance);
  }

  /** Nothing for a disabled webhook, everything for one that named nothing. */
  private static Stream<EventKind> kinds(WebhookConfig webhook) {
    return Arrays.stream(EventKind.values()).filter(webhook::wants);
  }
}
