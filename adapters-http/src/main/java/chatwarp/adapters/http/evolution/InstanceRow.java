package chatwarp.adapters.http.evolution;

import chatwarp.application.instance.InstanceView;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.ProxyConfig;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An instance as {@code fetchInstances} lists it, with the peer's capitalised relation names, which
 * its admin UI reads.
 */
record InstanceRow(String clientName) {

  ObjectNode of(InstanceView view) {
    Instance instance = view.instance();
    Optional<Disconnection> disconnection = instance.disconnection();
    ObjectNode row =
        Json.object()
            .put("id", instance.id().toString())
            .put("name", instance.name().value())
            .put("connectionStatus", view.state().evolution())
            .put("ownerJid", instance.profile().owner().map(Object::toString).orElse(null))
            .put("profileName", instance.profile().name().orElse(null))
            .putNull("profilePicUrl")
            .put("integration", instance.config().integration())
            .put("number", instance.config().number().orElse(null))
            .put("businessId", instance.config().businessId().orElse(null))
            .put("token", instance.token().reveal())
            .put("clientName", clientName)
            .put("disconnectionReasonCode", disconnection.map(d -> d.reason().code()).orElse(null))
            .put("disconnectionObject", disconnection.map(DisconnectionText::of).orElse(null))
            .put("disconnectionAt", disconnection.map(d -> Dates.text(d.at())).orElse(null))
            .put("createdAt", Dates.text(instance.createdAt()))
            .put("updatedAt", Dates.text(instance.updatedAt()))
            .putNull("Chatwoot");
    row.set(
        "Proxy",
        instance.config().proxy().map(proxy -> proxy(instance, proxy)).orElse(NullNode.instance));
    row.putNull("Rabbitmq").putNull("Nats").putNull("Sqs").putNull("Websocket");
    row.set("Setting", setting(instance));
    row.putObject("_count")
        .put("Message", view.counts().messages())
        .put("Contact", view.counts().contacts())
        .put("Chat", view.counts().chats());
    return row;
  }

  private static ObjectNode setting(Instance instance) {
    ObjectNode setting = Json.object().put("id", instance.id().toString());
    setting.setAll(InstanceAnswers.settings(instance.config().settings()));
    return dated(setting, instance);
  }

  /** The password stays with us. */
  private static JsonNode proxy(Instance instance, ProxyConfig proxy) {
    ObjectNode row =
        Json.object()
            .put("id", instance.id().toString())
            .put("enabled", true)
            .put("host", proxy.host())
            .put("port", Integer.toString(proxy.port()))
            .put("protocol", proxy.protocol().name().toLowerCase(Locale.ROOT))
            .put("username", proxy.credentials().map(ProxyConfig.Credentials::username).orElse(""))
            .put("password", "");
    return dated(row, instance);
  }

  /** What every stored row ends with. There is one row of each kind, as old as its instance. */
  static ObjectNode dated(ObjectNode row, Instance instance) {
    return row.put("createdAt", Dates.text(instance.createdAt()))
        .put("updatedAt", Dates.text(instance.updatedAt()))
        .put("instanceId", instance.id().toString());
  }
}
