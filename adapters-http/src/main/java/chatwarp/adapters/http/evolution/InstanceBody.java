package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.ProxyConfig;
import chatwarp.domain.model.WebhookConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of {@code POST /instance/create} (evolution-v2 §8.1).
 *
 * @param connect whether to connect at once and wait for the first QR
 */
public record InstanceBody(InstanceConfig config, boolean connect) {
  private static final Pattern NUMBER = Pattern.compile("^\\d+[\\.@\\w-]+");

  private static final Schema SCHEMA =
      Schema.object()
          .requiredNotEmpty("instanceName", Rules.string())
          .optional("integration", Rules.nullable(Rules.string()))
          .optional("token", Rules.nullable(Rules.string()))
          .optional("number", Rules.nullable(Rules.matching(NUMBER)))
          .optional("qrcode", Rules.bool())
          .optional("auto_connect", Rules.bool())
          .optional("businessId", Rules.nullable(Rules.string()))
          .optional("rejectCall", Rules.bool())
          .optional("msgCall", Rules.nullable(Rules.string()))
          .optional("groupsIgnore", Rules.bool())
          .optional("alwaysOnline", Rules.bool())
          .optional("readMessages", Rules.bool())
          .optional("readStatus", Rules.bool())
          .optional("syncFullHistory", Rules.bool())
          .optional("wavoipToken", Rules.nullable(Rules.string()))
          .optional("proxyHost", Rules.nullable(Rules.string()))
          .optional("proxyPort", Rules.nullable(Rules.stringOrNumber()))
          .optional("proxyProtocol", Rules.nullable(Rules.string()))
          .optional("proxyUsername", Rules.nullable(Rules.string()))
          .optional("proxyPassword", Rules.nullable(Rules.string()))
          .optional("webhook", Rules.objectIfAny(WebhookBody.IN_CREATE))
          .optional("webhookUrl", Rules.nullable(Rules.string()))
          .optional("webhookByEvents", Rules.bool())
          .optional("webhookBase64", Rules.bool())
          .optional("webhookEvents", Rules.nullable(WebhookBody.EVENTS));

  /**
   * Reads the body.
   *
   * @throws InvalidBodyException when it breaks the schema
   * @throws RefusedBodyException when it cannot be done
   * @throws InvalidValueException when a value is refused
   */
  public static InstanceBody read(JsonNode body) {
    JsonNode named = body instanceof ObjectNode object ? withName(object) : body;
    SCHEMA.require(named);
    InstanceConfig config =
        new InstanceConfig(
            new InstanceName(named.path("instanceName").stringValue()),
            Json.text(named, "token").map(InstanceToken::new),
            integration(named),
            Json.text(named, "businessId"),
            Json.text(named, "number").map(InstanceBody::digits),
            settings(named),
            proxy(named),
            webhook(named));
    return new InstanceBody(config, connect(named));
  }

  /** Both spellings of the name; an empty number counts as none. */
  private static ObjectNode withName(ObjectNode body) {
    ObjectNode named = body.deepCopy();
    JsonNode other = named.path("name");
    if (!named.has("instanceName") && !other.isMissingNode()) {
      named.set("instanceName", other);
    } else if (!other.isMissingNode() && !other.equals(named.path("instanceName"))) {
      throw new RefusedBodyException("\"name\" and \"instanceName\" differ");
    }
    if (named.path("number").stringValue("-").isEmpty()) {
      named.remove("number");
    }
    return named;
  }

  private static boolean connect(JsonNode body) {
    return body.has("qrcode") ? Json.flag(body, "qrcode") : Json.flag(body, "auto_connect");
  }

  private static String integration(JsonNode body) {
    String integration = Json.text(body, "integration").orElse(InstanceConfig.BAILEYS_INTEGRATION);
    if (!integration.equals(InstanceConfig.BAILEYS_INTEGRATION)) {
      throw new RefusedBodyException("Invalid integration");
    }
    return integration;
  }

  private static String digits(String number) {
    int end = 0;
    while (end < number.length() && number.charAt(end) >= '0' && number.charAt(end) <= '9') {
      end++;
    }
    return number.substring(0, end);
  }

  private static InstanceSettings settings(JsonNode body) {
    return new InstanceSettings(
        Json.flag(body, "rejectCall"),
        Json.text(body, "msgCall").orElse(""),
        Json.flag(body, "groupsIgnore"),
        Json.flag(body, "alwaysOnline"),
        Json.flag(body, "readMessages"),
        Json.flag(body, "readStatus"),
        Json.flag(body, "syncFullHistory"),
        Json.text(body, "wavoipToken").orElse(""));
  }

  /** Only when host, port and protocol are all there: forms send a default port by itself. */
  private static Optional<ProxyConfig> proxy(JsonNode body) {
    Optional<String> host = Json.text(body, "proxyHost");
    String port = body.path("proxyPort").asString("").strip();
    Optional<String> protocol = Json.text(body, "proxyProtocol");
    if (host.isEmpty() || port.isEmpty() || protocol.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProxyConfig(
            switch (protocol.get().toLowerCase(Locale.ROOT)) {
              case "http" -> ProxyConfig.Protocol.HTTP;
              case "socks5" -> ProxyConfig.Protocol.SOCKS5;
              default -> throw new RefusedBodyException("Invalid proxy");
            },
            host.get(),
            port(port),
            Json.text(body, "proxyUsername")
                .map(user ->
                    new ProxyConfig.Credentials(
                        user, Json.text(body, "proxyPassword").orElse("")))));
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new RefusedBodyException("Invalid proxy");
    }
  }

  /** The object form, else version 1's flat names. */
  private static Optional<WebhookConfig> webhook(JsonNode body) {
    if (body.path("webhook").isObject()) {
      return Optional.of(WebhookBody.inCreate(body.path("webhook")));
    }
    return Json.text(body, "webhookUrl")
        .map(url -> {
          ObjectNode webhook = Json.object().put("url", url);
          for (String name : List.of("webhookByEvents", "webhookBase64")) {
            webhook.put(name, Json.flag(body, name));
          }
          webhook.set("events", body.path("webhookEvents").deepCopy());
          return WebhookBody.inCreate(webhook);
        });
  }
}
