package chatwarp.adapters.events.webhook;

import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.EventBody;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.StoredEvent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Builds the request of one attempt (events §4). */
final class HookRequest {
  private static final String JWT_KEY = "jwt_key";
  private static final String EVENT_ID = "X-Event-Id";

  /** Headers that belong to the connection; users do not set them. */
  private static final Set<String> OURS =
      Set.of(
          JWT_KEY,
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "te",
          "trailer",
          "keep-alive",
          "proxy-authorization",
          "x-event-id");

  private final EventRenderer renderer;
  private final InstantSource clock;
  private final HookToken tokens = new HookToken();

  HookRequest(EventRenderer renderer, InstantSource clock) {
    this.renderer = renderer;
    this.clock = clock;
  }

  /**
   * The request.
   *
   * @throws IllegalArgumentException when the address or a header cannot be used
   * @throws IOException when the attached file is gone
   */
  Request build(WebhookConfig webhook, StoredEvent event, EventAttachment attachment)
      throws IOException {
    HttpUrl configured = HttpUrl.get(webhook.url().toString());
    HttpUrl url = address(webhook, event, configured);
    EventBody body = renderer.envelope(event, Optional.of(url.toString()), attachment);
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", "chatwarp")
            .header("Accept-Encoding", "identity")
            .post(new HookBody(body));
    if (!configured.username().isEmpty()) {
      request.header(
          "Authorization", Credentials.basic(configured.username(), configured.password()));
    }
    for (Map.Entry<String, String> header : webhook.headers().entrySet()) {
      if (!OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        request.header(header.getKey(), header.getValue());
      }
    }
    Optional.ofNullable(webhook.headers().get(JWT_KEY))
        .filter(key -> !key.isEmpty())
        .ifPresent(
            key -> request.header("Authorization", "Bearer " + tokens.sign(key, clock.instant())));
    return request.header(EVENT_ID, event.event().id().toString()).build();
  }

  /** With the event's suffix behind the path when so set; without user and password. */
  private static HttpUrl address(WebhookConfig webhook, StoredEvent event, HttpUrl configured) {
    HttpUrl.Builder url = configured.newBuilder().username("").password("").fragment(null);
    if (webhook.byEvents()) {
      url.addPathSegment(event.event().kind().urlSuffix());
    }
    return url.build();
  }
}
