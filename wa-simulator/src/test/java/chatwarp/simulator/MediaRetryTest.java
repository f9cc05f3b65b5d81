package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.MediaRetryNotification;
import chatwarp.adapters.wa.proto.ServerErrorReceipt;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A companion asks its phone for a file that the media host has lost (06 §6). */
class MediaRetryTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Playground playground = new Playground();
  private TestDevice ana;
  private TestClient companion;
  private String bia = "";

  @BeforeEach
  void pair() {
    ana = playground.paired("Ana");
    companion = TestClient.active(playground.simulator, ana);
    bia =
        JSON.readTree(playground.post("/admin/phones", "{\"name\":\"Bia\"}").body())
            .path("phone")
            .asString();
  }

  @AfterEach
  void close() {
    companion.close();
    playground.close();
  }

  @Test
  void thePhoneUploadsTheFileAgain() throws Exception {
    String id = sendPicture();
    JsonNode image = arrived(id).path("json").path("imageMessage");
    playground.post("/admin/media/expire", "{\"all\":true}");
    assertEquals(410, fetch(image.path("directPath").asString()));
    byte[] key = Base64.getDecoder().decode(image.path("mediaKey").asString());
    MediaRetryNotification answer = open(id, key, ask(id, key));
    assertEquals(MediaRetryNotification.ResultType.SUCCESS, answer.getResult());
    assertEquals(200, fetch(answer.getDirectPath()));
  }

  @Test
  void refusesARequestUnderAnotherKey() {
    String id = sendPicture();
    JsonNode image = arrived(id).path("json").path("imageMessage");
    byte[] key = Base64.getDecoder().decode(image.path("mediaKey").asString());
    Node answer = ask(id, new byte[32]);
    assertEquals(
        MediaRetryNotification.ResultType.DECRYPTION_ERROR, open(id, key, answer).getResult());
  }

  @Test
  void saysThatItHasNoSuchMessage() {
    Node answer = ask("3EB0000000", new byte[32]);
    assertEquals("2", answer.requireChild("error").requireAttr("code"));
  }

  private String sendPicture() {
    String data = Base64.getEncoder().encodeToString(new byte[1000]);
    String body =
        "{\"to\":\""
            + ana.jid.user()
            + "\",\"content\":{\"type\":\"image\",\"data\":\""
            + data
            + "\"}}";
    return JSON.readTree(playground.post("/admin/phones/" + bia + "/send", body).body())
        .path("id")
        .asString();
  }

  private JsonNode arrived(String id) {
    JsonNode messages =
        playground
            .get("/admin/phone-inbox?phone=" + ana.jid.user() + "&id=" + id + "&wait_ms=20000")
            .path("messages");
    assertEquals("[]", messages.path(0).path("problems").toString());
    return messages.get(0);
  }

  private Node ask(String id, byte[] key) {
    byte[] iv = new byte[12];
    byte[] request = ServerErrorReceipt.newBuilder().setStanzaId(id).build().toByteArray();
    companion.send(
        Node.builder("receipt")
            .attr("id", id)
            .attr("to", ana.jid.owner())
            .attr("type", "server-error")
            .children(
                Node.of(
                    "encrypt",
                    Node.of("enc_p", cipher(key).seal(iv, bytes(id), request)),
                    Node.of("enc_iv", iv)),
                Node.builder("rmr")
                    .attr("jid", chatwarp.domain.model.UserJid.phone(bia))
                    .attr("from_me", "false")
                    .build())
            .build());
    Node news = companion.await(stanza -> stanza.attrIs("type", "mediaretry"));
    assertEquals(id, news.requireAttr("id"));
    assertEquals("false", news.requireChild("rmr").requireAttr("from_me"));
    return news;
  }

  private static MediaRetryNotification open(String id, byte[] key, Node news) {
    Node encrypted = news.requireChild("encrypt");
    byte[] plain =
        cipher(key)
            .open(
                encrypted.requireChild("enc_iv").requireBytes(),
                bytes(id),
                encrypted.requireChild("enc_p").requireBytes());
    try {
      return MediaRetryNotification.parseFrom(plain);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError("no notification inside", e);
    }
  }

  private static AesGcm cipher(byte[] key) {
    return new AesGcm(
        new Hkdf(new HmacSha256()).derive(key, bytes("WhatsApp Media Retry Notification"), 32));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private int fetch(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + playground.simulator.port() + path))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }
}
