package chatwarp.simulator.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.simulator.Simulator;
import chatwarp.simulator.SimulatorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The phones as somebody with curl meets them; one simulator, two new phones a test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhoneAdminTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Simulator simulator =
      Simulator.start(SimulatorConfig.local(InstantSource.system(), new SecureRandom()));
  private final HttpClient http = HttpClient.newHttpClient();
  private int people;
  private String ana = "";
  private String bia = "";

  @BeforeEach
  void makeTwoNewPhones() throws Exception {
    people++;
    ana = create("Ana " + people);
    bia = create("Bia " + people);
  }

  private String create(String name) throws Exception {
    return post(201, "/admin/phones", "{\"name\":\"" + name + "\"}").path("phone").asString();
  }

  @AfterAll
  void close() {
    http.close();
    simulator.close();
  }

  @Test
  void sendsATextThatArrivesOnce() throws Exception {
    String id = send("hello", "");
    JsonNode messages = inbox("&wait_ms=20000&id=" + id);
    assertEquals(1, messages.size());
    assertEquals("hello", messages.get(0).path("text").asString());
    assertEquals(ana + "@s.whatsapp.net", messages.get(0).path("from").asString());
    assertFalse(messages.get(0).path("fromMe").asBoolean());
  }

  @Test
  void showsTheTicksOfASentText() throws Exception {
    String id = send("hello", "");
    JsonNode events =
        get(200, "/admin/phone-events?wait_ms=20000&count=2&phone=" + ana + "&id=" + id)
            .path("events");
    List<String> kinds = List.of(kind(events.get(0)), kind(events.get(1)));
    assertTrue(kinds.contains("ack") && kinds.contains("receipt/delivered"), kinds::toString);
  }

  @Test
  void marksATextAsRead() throws Exception {
    String id = send("hello", "");
    inbox("&wait_ms=20000&id=" + id);
    String chat = ana + "@s.whatsapp.net";
    post(200, phone(bia, "read"), "{\"chat\":\"" + chat + "\",\"ids\":[\"" + id + "\"]}");
    JsonNode events =
        get(200, "/admin/phone-events?wait_ms=20000&count=3&phone=" + ana + "&id=" + id)
            .path("events");
    assertEquals("receipt/read", kind(events.get(2)));
  }

  @Test
  void holdsATextBackUntilItIsReleased() throws Exception {
    send("held", ",\"fault\":\"hold\"");
    String next = send("next", "");
    assertEquals(1, inbox("&wait_ms=20000&id=" + next).size());
    post(200, phone(ana, "release"), "{}");
    JsonNode all = inbox("&wait_ms=20000&count=2");
    assertEquals("next", all.get(0).path("text").asString());
    assertEquals("held", all.get(1).path("text").asString());
  }

  @Test
  void showsAnUnreadableTextAndThenTheResentOne() throws Exception {
    String id = send("broken", ",\"fault\":\"corrupt_mac\"");
    JsonNode both = inbox("&wait_ms=20000&count=2&id=" + id);
    assertEquals("BAD_MAC", both.get(0).path("error").asString());
    assertEquals("broken", both.get(1).path("text").asString());
  }

  @Test
  void keepsTextsForAPhoneThatIsOff() throws Exception {
    post(200, phone(bia, "offline"), "");
    String id = send("later", "");
    assertEquals(0, inbox("").size());
    post(200, phone(bia, "online"), "");
    assertEquals("later", inbox("&wait_ms=20000&id=" + id).get(0).path("text").asString());
  }

  @Test
  void changesOnlyTheMannersThatAreNamed() throws Exception {
    JsonNode manners = post(200, phone(bia, "manners"), "{\"read\":true}");
    assertEquals("alone", manners.path("receipts").asString());
    assertTrue(manners.path("read").asBoolean());
    manners = post(200, phone(bia, "manners"), "{\"receipts\":\"never\"}");
    assertEquals("never", manners.path("receipts").asString());
    assertTrue(manners.path("read").asBoolean());
  }

  @Test
  void tellsThatSomebodyTypes() throws Exception {
    post(200, phone(ana, "typing"), "{\"to\":\"" + bia + "\"}");
    JsonNode events = get(200, "/admin/phone-events?wait_ms=20000&phone=" + bia).path("events");
    assertEquals("composing", events.get(0).path("state").asString());
  }

  @Test
  void keepsContacts() throws Exception {
    JsonNode contact =
        post(201, phone(ana, "contacts"), "{\"phone\":\"" + bia + "\",\"name\":\"Beatriz\"}");
    assertEquals(bia, contact.path("phone").asString());
    assertTrue(contact.path("lid").asString().endsWith("@lid"));
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "404|/admin/phones/5511900000000/send|{\"to\":\"5511900000001\",\"text\":\"x\"}|phone",
        "404|/admin/phones/ANA/send|{\"to\":\"5511900000001\",\"text\":\"x\"}|to",
        "400|/admin/phones/ANA/send|{\"to\":\"5511900000001\"}|text",
        "400|/admin/phones/ANA/send|{\"to\":\"BIA\",\"text\":\"x\",\"fault\":\"y\"}|fault",
        "400|/admin/phones/ANA/send|[]|body",
        "400|/admin/phones/ANA/read|{\"chat\":\"BIA@s.whatsapp.net\"}|ids",
        "400|/admin/phones/ANA/read|{\"chat\":\"@@\",\"ids\":[\"1\"]}|chat",
        "400|/admin/phones/ANA/typing|{\"to\":\"BIA\",\"state\":\"z\"}|state",
        "400|/admin/phones/ANA/manners|{\"read\":\"yes\"}|read",
        "400|/admin/phones/ANA/manners|{\"receipts\":\"often\"}|receipts",
        "404|/admin/phones/ANA/contacts|{\"phone\":\"5511900000001\",\"name\":\"N\"}|phone",
        "404|/admin/phones/ANA/forget-session|{\"device\":\"BIA:9@s.whatsapp.net\"}|device",
        "400|/admin/phones/ANA/picture|{\"data\":\"%\"}|data",
        "409|/admin/phones/ANA/picture|{\"data\":\"AAAA\"}|request",
        "400|/admin/phones|{}|name",
        "400|/admin/mock-phone/scan-qr|nonsense|qr",
        "400|/admin/mock-phone/scan-qr?fault=x|nonsense|fault",
        "400|/admin/mock-phone/link-code|{\"phone\":\"ANA\",\"code\":\"0\"}|code"
      })
  void refusesWithTheFieldThatIsWrong(int status, String path, String body, String field)
      throws Exception {
    JsonNode refusal = post(status, named(path), named(body));
    assertEquals(field, refusal.path("field").asString());
    assertFalse(refusal.path("reason").asString().isEmpty());
  }

  private String named(String text) {
    return text.replace("ANA", ana).replace("BIA", bia);
  }

  private String send(String text, String more) throws Exception {
    String body = "{\"to\":\"" + bia + "\",\"text\":\"" + text + "\"" + more + "}";
    return post(201, phone(ana, "send"), body).path("id").asString();
  }

  private JsonNode inbox(String query) throws Exception {
    return get(200, "/admin/phone-inbox?phone=" + bia + query).path("messages");
  }

  private static String kind(JsonNode event) {
    String kind = event.path("kind").asString();
    return event.has("type") ? kind + "/" + event.path("type").asString() : kind;
  }

  private static String phone(String number, String action) {
    return "/admin/phones/" + number + "/" + action;
  }

  private JsonNode post(int status, String path, String body) throws Exception {
    return call(status, request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode get(int status, String path) throws Exception {
    return call(status, request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path));
  }

  private JsonNode call(int status, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(status, answer.statusCode(), answer::body);
    return JSON.readTree(answer.body());
  }
}
