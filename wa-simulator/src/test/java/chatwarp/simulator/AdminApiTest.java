package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdminApiTest {
  private static final Playground PLAY = new Playground();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @AfterAll
  static void close() {
    PLAY.close();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/admin/phones|not json|400|body",
        "POST|/admin/phones|[]|400|body",
        "POST|/admin/phones|{}|400|name",
        "POST|/admin/phones|{\"name\":true}|400|name",
        "POST|/admin/phones|{\"phone\":\"12ab\"}|400|phone",
        "POST|/admin/phones/5511900000001/send|{\"to\":\"5511900000002\",\"text\":\"x\"}|404|phone",
        "POST|/admin/phones/nobody/offline|{}|400|phone",
        "POST|/admin/mock-phone/scan-qr|2@x,a,b,c|400|qr",
        "POST|/admin/mock-phone/link-code|{\"phone\":\"5511900000001\"}|400|code",
        "POST|/admin/mock-phone/link-code|{\"phone\":\"5511900000001\",\"code\":\"0\"}|400|code",
        "POST|/admin/faults|{\"phone\":\"5511900000001\",\"kind\":\"nack\"}|404|phone",
        "GET|/admin/phone-inbox||400|phone",
        "DELETE|/admin/faults||400|phone",
      })
  void badInputNamesFieldAndReason(
      String method, String path, String body, int status, String field) {
    HttpResponse<String> answer = PLAY.call(method, path, body == null ? "" : body);
    assertEquals(status, answer.statusCode(), answer.body());
    JsonNode json = JSON.readTree(answer.body());
    assertEquals(field, json.path("field").asString());
    assertTrue(json.path("reason").asString().length() > 5);
  }

  @Test
  void faultsOfAnUnknownKindOrAnImpossibleNumberAreRefused() {
    String phone = created("Fay");
    assertEquals("kind", refused("{\"phone\":\"" + phone + "\",\"kind\":\"explode\"}"));
    assertEquals("code", refused("{\"phone\":\"" + phone + "\",\"kind\":\"nack\",\"code\":\"x\"}"));
    assertEquals("times", refused("{\"phone\":\"" + phone + "\",\"kind\":\"nack\",\"times\":0}"));
  }

  private static String refused(String body) {
    HttpResponse<String> answer = PLAY.post("/admin/faults", body);
    assertEquals(400, answer.statusCode());
    return JSON.readTree(answer.body()).path("field").asString();
  }

  @Test
  void unknownRoutesAndMethodsAreNamed() {
    assertEquals(404, PLAY.call("GET", "/admin/nothing", "").statusCode());
    assertEquals(405, PLAY.call("GET", "/admin/phones", "").statusCode());
    assertEquals(200, PLAY.call("GET", "/", "").statusCode());
  }

  @Test
  void theRootKeyIsTheOneThatClientsTrust() {
    JsonNode key = PLAY.get("/admin/root-key");
    assertEquals(
        java.util.HexFormat.of().formatHex(PLAY.simulator.rootKey()),
        key.path("publicKey").asString());
    assertEquals(0, key.path("serial").asInt());
  }

  @Test
  void phonesExchangeTextsAlone() throws InterruptedException {
    String from = created("Gil");
    String to = created("Hugo");
    HttpResponse<String> sent =
        PLAY.post("/admin/phones/" + from + "/send", "{\"to\":\"" + to + "\",\"text\":\"hi\"}");
    assertEquals(201, sent.statusCode(), sent.body());
    JsonNode messages = inbox(to, 1);
    assertEquals("hi", messages.get(0).path("text").asString());
    PLAY.post("/admin/phones/" + to + "/offline", "");
    PLAY.post("/admin/phones/" + from + "/send", "{\"to\":\"" + to + "\",\"text\":\"late\"}");
    assertEquals(1, inbox(to, 1).size());
    PLAY.post("/admin/phones/" + to + "/online", "");
    assertEquals("late", inbox(to, 2).get(1).path("text").asString());
  }

  private static String created(String name) {
    HttpResponse<String> answer = PLAY.post("/admin/phones", "{\"name\":\"" + name + "\"}");
    assertEquals(201, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body()).path("phone").asString();
  }

  /** Asks until so many messages have come; the HTTP round trip is the pause. */
  private static JsonNode inbox(String phone, int least) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (true) {
      JsonNode messages = PLAY.get("/admin/phone-inbox?phone=" + phone).path("messages");
      if (messages.size() >= least || System.nanoTime() > deadline) {
        return messages;
      }
    }
  }
}
