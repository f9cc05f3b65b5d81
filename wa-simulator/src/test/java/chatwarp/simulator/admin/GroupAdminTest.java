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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Groups of phones as somebody with curl meets them; three new phones and a group a test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupAdminTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Simulator simulator =
      Simulator.start(SimulatorConfig.local(InstantSource.system(), new SecureRandom()));
  private final HttpClient http = HttpClient.newHttpClient();
  private int people;
  private String ana = "";
  private String bia = "";
  private String caio = "";
  private String group = "";

  @BeforeEach
  void makeThreePhonesAndAGroup() throws Exception {
    people++;
    ana = phone("Ana " + people);
    bia = phone("Bia " + people);
    caio = phone("Caio " + people);
    JsonNode made =
        post(
            201,
            "/admin/groups",
            "{\"by\":\"ANA\",\"subject\":\"Test\",\"people\":[\"BIA\",\"5511900000001\"]}");
    group = made.path("id").asString();
    assertEquals(2, made.path("members").size());
    assertEquals(404, made.path("refused").get(0).path("error").asInt());
  }

  private String phone(String name) throws Exception {
    return post(201, "/admin/phones", "{\"name\":\"" + name + "\"}").path("phone").asString();
  }

  @AfterAll
  void close() {
    http.close();
    simulator.close();
  }

  @Test
  void aPhoneWritesToItsGroup() throws Exception {
    String id =
        post(201, "/admin/phones/ANA/send", "{\"to\":\"GROUP\",\"text\":\"hello all\"}")
            .path("id")
            .asString();
    JsonNode got =
        get("/admin/phone-inbox?wait_ms=20000&phone=" + bia + "&id=" + id).path("messages").get(0);
    assertEquals("hello all", got.path("text").asString());
    assertEquals(group, got.path("chat").asString());
    JsonNode receipt =
        get("/admin/phone-events?wait_ms=20000&count=2&phone=" + ana + "&id=" + id)
            .path("events")
            .get(1);
    assertEquals(group, receipt.path("chat").asString());
    post(200, "/admin/phones/BIA/read", "{\"chat\":\"GROUP\",\"ids\":[\"" + id + "\"]}");
    JsonNode read =
        get("/admin/phone-events?wait_ms=20000&count=3&phone=" + ana + "&id=" + id)
            .path("events")
            .get(2);
    assertEquals("read", read.path("type").asString());
  }

  @Test
  void membersComeAndGo() throws Exception {
    JsonNode added =
        post(
            200,
            "/admin/groups/GROUP/participants",
            "{\"by\":\"ANA\",\"action\":\"add\",\"people\":[\"CAIO\",\"BIA\"]}");
    assertFalse(added.path("results").get(0).has("error"));
    assertEquals(409, added.path("results").get(1).path("error").asInt());
    JsonNode news =
        get("/admin/phone-events?wait_ms=20000&phone=" + caio + "&id=" + group)
            .path("events")
            .get(0);
    assertEquals("create", news.path("change").asString());
    post(200, "/admin/groups/GROUP/leave", "{\"by\":\"BIA\"}");
    JsonNode now = get("/admin/groups/" + group);
    assertEquals(2, now.path("members").size());
    assertEquals("superadmin", now.path("members").get(0).path("role").asString());
    assertEquals(caio, now.path("members").get(1).path("phone").asString());
  }

  @Test
  void aLinkLetsAPhoneIn() throws Exception {
    String code =
        post(200, "/admin/groups/GROUP/invite", "{\"by\":\"ANA\"}").path("code").asString();
    JsonNode joined =
        post(200, "/admin/groups/join", "{\"by\":\"CAIO\",\"code\":\"" + code + "\"}");
    assertEquals(group, joined.path("id").asString());
    assertFalse(joined.path("waits").asBoolean());
    post(200, "/admin/groups/GROUP/invite", "{\"by\":\"ANA\",\"renew\":true}");
    post(409, "/admin/groups/join", "{\"by\":\"CAIO\",\"code\":\"" + code + "\"}");
  }

  @Test
  void anAdminSetsAGroupUp() throws Exception {
    post(200, "/admin/groups/GROUP/subject", "{\"by\":\"BIA\",\"text\":\"Ours\"}");
    post(200, "/admin/groups/GROUP/description", "{\"by\":\"ANA\",\"text\":\"one\"}");
    post(200, "/admin/groups/GROUP/description", "{\"by\":\"ANA\",\"text\":\"two\"}");
    post(200, "/admin/groups/GROUP/setting", "{\"by\":\"ANA\",\"setting\":\"announcement\"}");
    post(
        200,
        "/admin/groups/GROUP/setting",
        "{\"by\":\"ANA\",\"setting\":\"ephemeral\",\"seconds\":604800}");
    JsonNode now =
        post(
            200,
            "/admin/groups/GROUP/setting",
            "{\"by\":\"ANA\",\"setting\":\"membership_approval_mode\",\"value\":\"on\"}");
    assertEquals("Ours", now.path("subject").asString());
    assertEquals("two", now.path("description").asString());
    assertEquals("announcement", now.path("settings").get(0).asString());
    assertEquals(604800, now.path("ephemeralSeconds").asInt());
    assertTrue(now.path("approval").asBoolean());
  }

  @Test
  void aComputerOfAPhoneReadsItsGroupsAndWritesToThem() throws Exception {
    JsonNode linked = post(201, "/admin/phones/BIA/computers", "{}");
    String computer = linked.path("phone").asString();
    String id =
        post(201, "/admin/phones/ANA/send", "{\"to\":\"GROUP\",\"text\":\"both\"}")
            .path("id")
            .asString();
    JsonNode got =
        get("/admin/phone-inbox?wait_ms=20000&phone=" + computer + "&id=" + id).path("messages");
    assertEquals("both", got.get(0).path("text").asString());
    String answer =
        post(
                201,
                "/admin/phones/" + computer + "/send",
                "{\"to\":\"GROUP\",\"text\":\"from the desk\"}")
            .path("id")
            .asString();
    JsonNode heard =
        get("/admin/phone-inbox?wait_ms=20000&phone=" + ana + "&id=" + answer).path("messages");
    assertTrue(heard.get(0).path("from").asString().contains(":1@"));
  }

  @Test
  void aPhoneLosesAKey() throws Exception {
    JsonNode lost =
        post(
            200,
            "/admin/groups/GROUP/forget-sender-key",
            "{\"by\":\"BIA\",\"device\":\"ANA@s.whatsapp.net\"}");
    assertTrue(lost.path("forgotten").asBoolean());
  }

  @Test
  void everybodyNewIsPutIntoEverybodysGroup() throws Exception {
    String all =
        post(200, "/admin/group-settings", "{\"everybodysGroup\":\"Everybody\"}")
            .path("group")
            .asString();
    String late = phone("Late " + people);
    get("/admin/phone-events?wait_ms=20000&phone=" + late + "&id=" + all);
    JsonNode members = get("/admin/groups/" + all).path("members");
    assertEquals(late, members.get(members.size() - 1).path("phone").asString());
    assertEquals(
        all,
        post(200, "/admin/group-settings", "{\"everybodysGroup\":\"Everybody\"}")
            .path("group")
            .asString());
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "400|/admin/groups|{\"by\":\"ANA\"}|subject",
        "400|/admin/groups|{\"by\":\"ANA\",\"subject\":\" \"}|subject",
        "404|/admin/groups|{\"by\":\"5511900000001\",\"subject\":\"x\"}|phone",
        "404|/admin/groups/120363999999999999/leave|{\"by\":\"ANA\"}|group",
        "409|/admin/groups/GROUP/leave|{\"by\":\"CAIO\"}|request",
        "400|/admin/groups/GROUP/participants|{\"by\":\"ANA\",\"action\":\"eat\"}|action",
        "400|/admin/groups/GROUP/participants|{\"by\":\"ANA\",\"action\":\"add\"}|people",
        "409|/admin/groups/GROUP/participants|{\"by\":\"BIA\",\"action\":\"add\",\"people\":[\"CAIO\"]}|request",
        "409|/admin/groups/GROUP/subject|{\"by\":\"CAIO\",\"text\":\"x\"}|request",
        "400|/admin/groups/GROUP/setting|{\"by\":\"ANA\",\"setting\":\"colour\"}|setting",
        "409|/admin/groups/GROUP/setting|{\"by\":\"ANA\",\"setting\":\"ephemeral\",\"seconds\":5}|request",
        "404|/admin/groups/120363999999999999/picture|{\"by\":\"ANA\"}|group",
        "409|/admin/groups/GROUP/picture|{\"by\":\"CAIO\"}|request",
        "409|/admin/groups/GROUP/picture|{\"by\":\"ANA\",\"data\":\"AAAA\"}|request",
        "400|/admin/groups/GROUP/picture|{\"data\":\"AAAA\"}|by",
        "409|/admin/groups/GROUP/invite|{\"by\":\"BIA\"}|request",
        "404|/admin/groups/GROUP/forget-sender-key|{\"by\":\"BIA\",\"device\":\"ANA:9@s.whatsapp.net\"}|device",
        "400|/admin/group-settings|{\"addressing\":\"name\"}|addressing",
        "404|/admin/phones/CAIO:7/send|{\"to\":\"GROUP\",\"text\":\"x\"}|phone",
        "400|/admin/phones/CAIO:x/send|{\"to\":\"GROUP\",\"text\":\"x\"}|phone",
        "409|/admin/phones/CAIO/send|{\"to\":\"GROUP\",\"text\":\"x\"}|request"
      })
  void refusesWithTheFieldThatIsWrong(int status, String path, String body, String field)
      throws Exception {
    JsonNode refusal = post(status, path, body);
    assertEquals(field, refusal.path("field").asString());
    assertFalse(refusal.path("reason").asString().isEmpty());
  }

  private String named(String text) {
    return text.replace("ANA", ana)
        .replace("BIA", bia)
        .replace("CAIO", caio)
        .replace("GROUP", group);
  }

  private JsonNode post(int status, String path, String body) throws Exception {
    return call(
        status, request(named(path)).POST(HttpRequest.BodyPublishers.ofString(named(body))));
  }

  private JsonNode get(String path) throws Exception {
    return call(200, request(path).GET());
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
