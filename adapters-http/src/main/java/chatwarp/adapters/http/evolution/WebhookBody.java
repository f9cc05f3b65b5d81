package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.adapters.http.evolution.schema.Rule;
import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.WebhookConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Webhook settings as users write them (evolution-v2 §8.1, §8.7; events §8). */
public final class WebhookBody {
  /** What a header may be called (RFC 9110 §5.6.2) and hold; anything else could smuggle lines. */
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

  static final Rule EVENTS = Rules.array(0, false, Rules.oneOf(eventNames()));

  /** The object inside {@code POST /instance/create}. */
  static final Schema IN_CREATE = withOptions(Schema.object().required("url", Rules.string()));

  private static final Schema SET =
      Schema.object()
          .required(
              "webhook",
              withOptions(
                  Schema.object()
                      .required("enabled", Rules.bool())
                      .required("url", Rules.string())));

  private WebhookBody() {}

  private static Schema withOptions(Schema schema) {
    return schema
        .optional("byEvents", Rules.nullable(Rules.bool()))
        .optional("webhookByEvents", Rules.nullable(Rules.bool()))
        .optional("base64", Rules.nullable(Rules.bool()))
        .optional("webhookBase64", Rules.nullable(Rules.bool()))
        .optional("headers", Rules.nullable(Rules.stringMap()))
        .optional("events", Rules.nullable(EVENTS));
  }

  /**
   * Reads the body of {@code POST /webhook/set}, with or without its wrapper.
   *
   * @param before the settings so far, whose address stays when a disabled webhook names none
   * @return empty when there is nothing to keep: disabled and no address known
   * @throws InvalidBodyException when it breaks the schema
   * @throws RefusedBodyException when the address is none
   */
  public static Optional<WebhookConfig> set(JsonNode body, Optional<WebhookConfig> before) {
    JsonNode wrapped = body instanceof ObjectNode flat && isFlat(flat) ? wrap(flat) : body;
    SET.require(wrapped);
    JsonNode webhook = wrapped.path("webhook");
    boolean enabled = Json.flag(webhook, "enabled");
    Optional<URI> url = address(webhook.path("url").stringValue());
    if (enabled && url.isEmpty()) {
      throw new RefusedBodyException("Invalid \"url\" property");
    }
    return url.or(() -> before.map(WebhookConfig::url))
        .map(known -> config(webhook, enabled, known));
  }

  /** The webhook of a new instance, always enabled; the object must have passed its schema. */
  static WebhookConfig inCreate(JsonNode webhook) {
    URI url =
        address(webhook.path("url").stringValue(""))
            .orElseThrow(() -> new RefusedBodyException("Invalid \"url\" property"));
    return config(webhook, true, url);
  }

  private static WebhookConfig config(JsonNode webhook, boolean enabled, URI url) {
    return new WebhookConfig(
        enabled,
        url,
        Json.flag(webhook, "byEvents") || Json.flag(webhook, "webhookByEvents"),
        Json.flag(webhook, "base64") || Json.flag(webhook, "webhookBase64"),
        headers(webhook.path("headers")),
        enabled ? events(webhook.path("events")) : Set.of());
  }

  private static boolean isFlat(ObjectNode body) {
    return !body.has("webhook") && (body.has("url") || body.has("enabled"));
  }

  private static JsonNode wrap(ObjectNode flat) {
    ObjectNode wrapped = Json.object();
    wrapped.set("webhook", flat);
    return wrapped;
  }

  private static Optional<URI> address(String text) {
    try {
      URI url = new URI(text.strip());
      boolean web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException _) {
      // The caller says what an unusable address means.
      return Optional.empty();
    }
  }

  private static Map<String, String> headers(JsonNode object) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String value = entry.getValue().stringValue();
      if (!HEADER_NAME.matcher(entry.getKey()).matches()) {
        throw new InvalidValueException("headers", "hold a name that is not a header name");
      }
      if (!HEADER_VALUE.matcher(value).matches()) {
        throw new InvalidValueException("headers", "hold a value with a forbidden character");
      }
      headers.put(entry.getKey(), value);
    }
    return headers;
  }

  private static Set<EventKind> events(JsonNode array) {
    Set<EventKind> events = EnumSet.noneOf(EventKind.class);
    array.forEach(name -> EventKind.ofName(name.stringValue()).ifPresent(events::add));
    return events;
  }

  private static List<String> eventNames() {
    List<String> names =
        new ArrayList<>(Arrays.stream(EventKind.values()).map(Enum::name).toList());
    names.add("GROUPS_UPDATE");
    return names;
  }
}
