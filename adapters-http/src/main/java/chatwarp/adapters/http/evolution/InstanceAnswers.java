package chatwarp.adapters.http.evolution;

import chatwarp.application.instance.InstanceView;
import chatwarp.application.instance.Instances;
import chatwarp.application.instance.Pairing;
import chatwarp.domain.event.PairingOffer;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.WebhookConfig;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers of the instance operations (evolution-v2 §8.1). Immutable. */
public final class InstanceAnswers {
  private final QrImage qrImage;
  private final InstanceRow row;

  /**
   * @param clientName what the server calls itself in instance rows
   */
  public InstanceAnswers(QrImage qrImage, String clientName) {
    this.qrImage = qrImage;
    this.row = new InstanceRow(clientName);
  }

  /** A new instance; with {@code qrcode} only when connecting was asked for. */
  public ObjectNode created(Instances.Created created) {
    Instance instance = created.view().instance();
    ObjectNode answer = Json.object();
    answer
        .putObject("instance")
        .put("instanceName", instance.name().value())
        .put("instanceId", instance.id().toString())
        .put("integration", instance.config().integration())
        .putNull("webhookWaBusiness")
        .put("accessTokenWaBusiness", "")
        .put(
            "status", created.pairing().isPresent() ? created.view().state().evolution() : "close");
    answer.put("hash", instance.token().reveal());
    answer.set(
        "webhook",
        instance.config().webhook().map(InstanceAnswers::webhook).orElseGet(Json::object));
    answer.putObject("websocket");
    answer.putObject("rabbitmq");
    answer.putObject("nats");
    answer.putObject("sqs");
    answer.set("settings", settings(instance.config().settings()));
    created.pairing().ifPresent(pairing -> answer.set("qrcode", qrcode(pairing)));
    return answer.put("status", "created");
  }

  /** How a connect or restart stands. */
  public ObjectNode pairing(InstanceName name, Pairing pairing) {
    return switch (pairing) {
      case Pairing.Open _ -> {
        ObjectNode answer = Json.object();
        answer.putObject("instance").put("instanceName", name.value()).put("state", "open");
        yield answer;
      }
      case Pairing.Pending pending ->
          pending
              .offer()
              .map(this::offer)
              .orElseGet(InstanceAnswers::noOffer)
              .put("status", "connecting");
    };
  }

  /** {@code GET /instance/connectionState}. */
  public ObjectNode state(InstanceView view) {
    ObjectNode answer = Json.object();
    answer
        .putObject("instance")
        .put("instanceName", view.instance().name().value())
        .put("state", view.state().evolution());
    return answer.put("state", view.state().evolution());
  }

  /** {@code GET /instance/:name/state}, the seed's own. */
  public ObjectNode seedState(InstanceView view) {
    String state = view.state().evolution();
    return Json.object()
        .put("state", state)
        .put("qr", view.offer().map(PairingOffer::qr).orElse(null))
        .put("connected", state.equals("open"))
        .put("last_error", view.lastError().orElse(null));
  }

  /** {@code GET /instance/fetchInstances}. */
  public ArrayNode rows(List<InstanceView> views) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    views.forEach(view -> rows.add(row.of(view)));
    return rows;
  }

  /** What logout and delete answer. */
  public ObjectNode success(String message) {
    ObjectNode answer = Json.object().put("status", "SUCCESS").put("error", false);
    answer.putObject("response").put("message", message);
    return answer;
  }

  /** The eight settings. */
  static ObjectNode settings(InstanceSettings settings) {
    return Json.object()
        .put("rejectCall", settings.rejectCall())
        .put("msgCall", settings.msgCall())
        .put("groupsIgnore", settings.groupsIgnore())
        .put("alwaysOnline", settings.alwaysOnline())
        .put("readMessages", settings.readMessages())
        .put("readStatus", settings.readStatus())
        .put("syncFullHistory", settings.syncFullHistory())
        .put("wavoipToken", settings.wavoipToken());
  }

  private static ObjectNode webhook(WebhookConfig webhook) {
    ObjectNode answer = Json.object().put("webhookUrl", webhook.url().toString());
    webhook.headers().forEach(answer.putObject("webhookHeaders")::put);
    return answer.put("webhookByEvents", webhook.byEvents()).put("webhookBase64", webhook.base64());
  }

  private ObjectNode qrcode(Pairing pairing) {
    Optional<PairingOffer> offer =
        pairing instanceof Pairing.Pending pending ? pending.offer() : Optional.empty();
    return offer.map(this::offer).orElseGet(InstanceAnswers::noOffer);
  }

  private ObjectNode offer(PairingOffer offer) {
    return Json.object()
        .put("pairingCode", offer.pairingCode().orElse(null))
        .put("code", offer.qr())
        .put("base64", qrImage.dataUrl(offer.qr()))
        .put("count", offer.count());
  }

  /** Nothing to show within the limit. */
  private static ObjectNode noOffer() {
    return Json.object().putNull("pairingCode").put("count", 0);
  }
}
