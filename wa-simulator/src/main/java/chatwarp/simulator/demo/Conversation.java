package chatwarp.simulator.demo;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Plays the first conversation: an account is created and paired by QR, a text goes out and is
 * decrypted by the other phone, the double ticks come back, and the answer reaches a webhook.
 */
public final class Conversation {
  private static final Duration STEP = Duration.ofSeconds(60);
  private static final String INSTANCE = "demo";
  private static final String TEXT_OUT = "Hello from chatwarp";
  private static final String TEXT_IN = "Hello back from the phone";

  private final URI api;
  private final String apiKey;
  private final URI admin;
  private final Consumer<String> out;

  /**
   * A conversation between a server and the phones of a simulator.
   *
   * @param api the server's address
   * @param apiKey its global key
   * @param admin the simulator's plain address
   * @param out gets a line for every step
   */
  public Conversation(URI api, String apiKey, URI admin, Consumer<String> out) {
    this.api = api;
    this.apiKey = apiKey;
    this.admin = admin;
    this.out = out;
  }

  /**
   * Plays it to the end, blocking.
   *
   * @throws DemoFailedException at the first step that fails
   */
  public void play() {
    try (JsonClient server = new JsonClient(api, apiKey);
        JsonClient simulator = new JsonClient(admin, "");
        WebhookReceiver webhook = new WebhookReceiver()) {
      pair(server, simulator, webhook);
      JsonNode phone = simulator.post("/admin/phones", Map.of("name", "Ana"));
      String number = phone.path("phone").asString();
      sendOut(server, simulator, webhook, number);
      bringIn(server, simulator, webhook, number);
    }
  }

  private void pair(JsonClient server, JsonClient simulator, WebhookReceiver webhook) {
    JsonNode created =
        server.post(
            "/instance/create",
            Map.of(
                "instanceName",
                INSTANCE,
                "qrcode",
                true,
                "webhook",
                Map.of("enabled", true, "url", webhook.url().toString(), "events", List.of())));
    String qr = created.path("qrcode").path("code").asString();
    if (qr.isEmpty()) {
      throw new DemoFailedException("no QR was offered");
    }
    out.accept("created   instance \"" + INSTANCE + "\", QR offered");
    simulator.postText("/admin/mock-phone/scan-qr", qr);
    out.accept("scanned   the phone linked the device");
    JsonNode open =
        webhook.await(
            "connection.update with state open",
            event ->
                is(event, "connection.update")
                    && event.path("data").path("state").asString().equals("open"),
            STEP);
    out.accept("paired    connected as " + open.path("data").path("wuid").asString());
  }

  private void sendOut(
      JsonClient server, JsonClient simulator, WebhookReceiver webhook, String number) {
    JsonNode sent =
        server.post("/message/sendText/" + INSTANCE, Map.of("number", number, "text", TEXT_OUT));
    String id = sent.path("key").path("id").asString();
    out.accept("text out  \"" + TEXT_OUT + "\" is " + sent.path("status").asString());
    webhook.await(
        "delivery receipt",
        event ->
            is(event, "messages.update")
                && event.path("data").path("keyId").asString().equals(id)
                && event.path("data").path("status").asString().equals("DELIVERY_ACK"),
        STEP);
    JsonNode inbox = simulator.get("/admin/phone-inbox?phone=" + number).path("messages");
    if (inbox.size() != 1 || !inbox.get(0).path("text").asString().equals(TEXT_OUT)) {
      throw new DemoFailedException("the phone decrypted something else: " + inbox);
    }
    out.accept("          the phone decrypted \"" + inbox.get(0).path("text").asString() + "\"");
    out.accept("ticks     double: delivered to the phone");
  }

  private void bringIn(
      JsonClient server, JsonClient simulator, WebhookReceiver webhook, String number) {
    JsonNode row = server.get("/instance/fetchInstances?instanceName=" + INSTANCE).get(0);
    String owner = row.path("ownerJid").asString();
    simulator.post("/admin/phones/" + number + "/send", Map.of("to", owner, "text", TEXT_IN));
    JsonNode event =
        webhook.await(
            "messages.upsert with the phone's text",
            e ->
                is(e, "messages.upsert")
                    && e.path("data")
                        .path("message")
                        .path("conversation")
                        .asString()
                        .equals(TEXT_IN),
            STEP);
    out.accept(
        "text in   webhook got \""
            + event.path("data").path("message").path("conversation").asString()
            + "\" as event "
            + event.path("event_id").asString());
  }

  private static boolean is(JsonNode event, String kind) {
    return event.path("event").asString().equals(kind);
  }
}
