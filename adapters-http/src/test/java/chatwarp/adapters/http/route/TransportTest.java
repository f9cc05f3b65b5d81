package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.InstanceName;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.FormBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TransportTest {
  private final Api api = Api.withShop();

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/health", "/ping", "/readyz", "/healthz/"})
  void healthNeedsNoKey(String path) {
    Api.Reply reply = api.call("GET", path, Optional.empty(), request -> request);
    assertEquals(200, reply.status());
    assertEquals("{\"ok\":true}", reply.body());
  }

  @Test
  void isNotReadyWhileTheStoresAreNot() {
    AtomicBoolean ready = new AtomicBoolean();
    try (Api starting = Api.start(Api.keyed(), ready::get)) {
      Api.Reply before = starting.get("/readyz");
      assertEquals(503, before.status());
      assertEquals("{\"ok\":false}", before.body());
      assertEquals(200, starting.get("/healthz").status());
      ready.set(true);
      assertEquals(200, starting.get("/readyz").status());
    }
  }

  @Test
  void theBannerIsJsonUnlessAPersonAsks() {
    JsonNode json = api.call("GET", "/", Optional.empty(), request -> request).json();
    assertEquals(200, json.path("status").intValue());
    assertEquals("2.3.6", json.path("version").stringValue());
    assertEquals("0.1.0", json.path("serverVersion").stringValue());
    Api.Reply page =
        api.call("GET", "/", Optional.empty(), r -> r.header("Accept", "text/html,*/*"));
    assertTrue(page.headers().get("Content-Type").startsWith("text/html"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET,/no/such/route",
    "GET,/instance/create",
    "POST,/instance/delete/shop",
    "PATCH,/instance/create",
    "GET,/message/sendText/shop",
    "POST,/call/offer/shop",
    "POST,/chat/archiveChat/shop",
    "GET,/label/findLabels/shop",
    "GET,/instance/qrcode/shop",
    "PROPFIND,/instance/create",
  })
  void whatIsNotThereIs501WithoutAKey(String method, String path) {
    Api.Reply reply = api.call(method, path + "?x=1", Optional.empty(), request -> request);
    assertEquals(501, reply.status());
    assertEquals("{\"error\":\"not_implemented\",\"route\":\"" + path + "\"}", reply.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/instance/connectionState/shop/",
        "/INSTANCE/connectionstate/shop",
        "/instance/ConnectionState/shop"
      })
  void literalsMatchInAnyCaseAndWithATrailingSlash(String path) {
    assertEquals("open", api.get(path).json().path("state").stringValue());
  }

  @Test
  void namesKeepTheirCase() {
    assertEquals(404, api.get("/instance/connectionState/SHOP").status());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "e-mail address, ana@example.com, ana@example.com",
    "encoded at, ana@example.com, ana%40example.com",
    "space, my shop, my%20shop",
    "plus stays plus, a+b, a+b",
    "encoded plus, a+b, a%2Bb",
    "UTF-8, café 日本, caf%C3%A9%20%E6%97%A5%E6%9C%AC",
    "percent sign, 100%, 100%25",
    "looks encoded twice, a%20b, a%2520b",
    "semicolon, a;b, a;b",
    "encoded semicolon, a;b, a%3Bb",
    "quote, 'a\"b', a%22b",
  })
  void namesArePercentDecoded(String label, String name, String encoded) {
    api.add(new InstanceName(name), "t");
    Api.Reply reply = api.get("/instance/connectionState/" + encoded);
    assertEquals(200, reply.status(), reply.body());
    assertEquals(name, reply.json().at("/instance/instanceName").stringValue());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "slash, a%2Fb",
    "control character, a%01b",
    "only dots, %2e%2e%2e",
    "blank, %20",
  })
  void namesThatCannotBeAreRefused(String label, String encoded) {
    Api.Reply reply = api.get("/instance/connectionState/" + encoded);
    assertEquals(400, reply.status(), reply.body());
    assertEquals("invalid_name", reply.json().path("code").stringValue());
  }

  @Test
  void whatJettyTurnsAwayIsInTheEnvelopeToo() {
    Api.Reply reply = api.get("/instance/connectionState/a%00b");
    assertEquals(400, reply.status());
    assertEquals("Bad Request", reply.json().path("error").stringValue());
  }

  @Test
  void thePathWinsOverTheQuery() {
    api.add(new InstanceName("other"), "other-token");
    Api.Reply reply =
        api.call(
            "GET",
            "/instance/connectionState/shop?instanceName=other",
            Optional.empty(),
            Api.withKey("tok"));
    assertEquals("shop", reply.json().at("/instance/instanceName").stringValue());
    Api.Reply other =
        api.call(
            "GET",
            "/instance/connectionState/other?instanceName=shop",
            Optional.empty(),
            Api.withKey("tok"));
    assertEquals(401, other.status());
  }

  @Test
  void anEmptyJsonBodyIsAnEmptyObject() {
    Api.Reply reply =
        api.call(
            "POST",
            "/instance/restart/shop",
            Optional.of(""),
            request -> request.header("apikey", Api.KEY));
    assertEquals(200, reply.status());
    assertEquals(400, api.post("/instance/create", "").status());
  }

  @Test
  void formBodiesAreRead() {
    FormBody form =
        new FormBody.Builder()
            .add("instanceName", "from form")
            .add("webhook[url]", "http://h/x")
            .build();
    Api.Reply reply = api.call("POST", "/instance/create", form, Api.withKey(Api.KEY));
    assertEquals(201, reply.status(), reply.body());
    assertEquals("http://h/x", reply.json().at("/webhook/webhookUrl").stringValue());
  }

  @Test
  void everyAnswerHasARequestId() {
    String first = api.get("/healthz").headers().get("X-Request-Id");
    String second = api.get("/no/such").headers().get("X-Request-Id");
    assertTrue(first.matches("[0-9a-f]{16}"), first);
    assertNotEquals(first, second);
  }

  @Test
  void theCallersRequestIdIsKeptWhenItIsHarmless() {
    assertEquals("abc-1", requestId("abc-1"));
    assertTrue(requestId("a b").matches("[0-9a-f]{16}"));
    assertTrue(requestId("x".repeat(65)).matches("[0-9a-f]{16}"));
  }

  private String requestId(String asked) {
    return api.call("GET", "/healthz", Optional.empty(), r -> r.header("X-Request-Id", asked))
        .headers()
        .get("X-Request-Id");
  }

  @Test
  void browsersMayCallFromAnyPageByDefault() {
    Api.Reply preflight =
        api.call(
            "OPTIONS",
            "/message/sendText/shop",
            Optional.empty(),
            r ->
                r.header("Origin", "https://ui.example")
                    .header("Access-Control-Request-Method", "POST"));
    assertEquals(204, preflight.status());
    assertEquals("*", preflight.headers().get("Access-Control-Allow-Origin"));
    assertEquals("GET, POST, PUT, DELETE", preflight.headers().get("Access-Control-Allow-Methods"));
    assertTrue(preflight.headers().get("Access-Control-Allow-Headers").contains("apikey"));
    assertNull(preflight.headers().get("Access-Control-Allow-Credentials"));
  }

  @Test
  void longAnswersAreCompressed() {
    for (int i = 0; i < 20; i++) {
      api.add(new InstanceName("i" + i), "t");
    }
    Api.Reply reply =
        api.call(
            "GET",
            "/instance/fetchInstances",
            Optional.empty(),
            r -> r.header("apikey", Api.KEY).header("Accept-Encoding", "gzip"));
    assertEquals("gzip", reply.headers().get("Content-Encoding"));
    assertFalse(reply.body().startsWith("["));
  }

  @Test
  void handlersRunOnVirtualThreads() {
    AtomicBoolean virtual = new AtomicBoolean();
    Readiness spy =
        () -> {
          virtual.set(Thread.currentThread().isVirtual());
          return true;
        };
    try (Api other = Api.start(Api.keyed(), spy)) {
      other.get("/readyz");
    }
    assertTrue(virtual.get());
  }
}
