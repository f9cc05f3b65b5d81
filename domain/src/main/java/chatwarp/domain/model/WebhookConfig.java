package chatwarp.domain.model;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Where an instance's events are posted.
 *
 * @param url absolute {@code http} or {@code https} address
 * @param byEvents append the event's suffix to the path
 * @param base64 put media bytes into message events
 * @param headers sent with every post; {@code jwt_key} is the key of a signed bearer token
 * @param events kinds that are delivered; empty means all
 */
public record WebhookConfig(
    boolean enabled,
    URI url,
    boolean byEvents,
    boolean base64,
    Map<String, String> headers,
    Set<EventKind> events) {

  public WebhookConfig {
    String scheme = url.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new InvalidValueException("url", "must be an http:// or https:// address");
    }
    if (url.getHost() == null) {
      throw new InvalidValueException("url", "has no host");
    }
    headers = Map.copyOf(headers);
    events = Set.copyOf(events);
  }

  /** Whether an event of this kind goes to this webhook. */
  public boolean wants(EventKind kind) {
    return enabled && (events.isEmpty() || events.contains(kind));
  }

  @Override
  public String toString() {
    return "WebhookConfig[enabled=" + enabled + ", host=" + url.getHost() + ", headers redacted]";
  }
}
