package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.instance.InstanceException;
import chatwarp.domain.port.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
  private static final int LIMIT = 2000;

  private final Api api = Api.withShop();

  @AfterEach
  void stop() {
    api.close();
  }

  record Row(String label, String method, String path, String body, int status, String message) {
    @Override
    public String toString() {
      return method + " " + path + ": " + label;
    }
  }

  static Stream<Row> badBodies() {
    String create = "/instance/create";
    String text = "/message/sendText/shop";
    String send = "/message/send/shop";
    String hook = "/webhook/set/shop";
    String broken = "\"The body is not valid JSON\"";
    return Stream.of(
        post("malformed", create, "{\"instanceName\":", 400, broken),
        post("malformed", text, "{'number':'1'}", 400, broken),
        post("malformed", send, "{\"a\" 1}", 400, broken),
        post("malformed", hook, "nonsense", 400, broken),
        post("two documents", text, "{} {}", 400, broken),
        post("deeply nested", text, "[".repeat(5000), 400, broken),
        post("an array", create, "[]", 400, "[[\"instance is not of a type(s) object\"]]"),
        post("an array", text, "[]", 400, "[[\"instance is not of a type(s) object\"]]"),
        post("an array", send, "[]", 400, "[[\"instance is not of a type(s) object\"]]"),
        post("an array", hook, "[]", 400, "[[\"instance is not of a type(s) object\"]]"),
        post(
            "missing name",
            create,
            "{}",
            400,
            "[[\"instance requires property \\\"instanceName\\\"\"]]"),
        post(
            "missing text",
            text,
            "{\"number\":\"1\"}",
            400,
            "[[\"instance requires property \\\"text\\\"\"]]"),
        post(
            "missing content",
            send,
            "{\"to\":\"1\"}",
            400,
            "[[\"instance requires property \\\"content\\\"\"]]"),
        post(
            "missing type",
            send,
            "{\"to\":\"1\",\"content\":{}}",
            400,
            "[[\"content requires property \\\"type\\\"\"]]"),
        post(
            "missing webhook",
            hook,
            "{}",
            400,
            "[[\"instance requires property \\\"webhook\\\"\"]]"),
        post(
            "missing url",
            hook,
            "{\"enabled\":true}",
            400,
            "[[\"webhook requires property \\\"url\\\"\"]]"),
        post(
            "missing enabled",
            hook,
            "{\"url\":\"http://h\"}",
            400,
            "[[\"webhook requires property \\\"enabled\\\"\"]]"),
        post(
            "wrong type",
            create,
            "{\"instanceName\":5}",
            400,
            "[[\"instanceName is not of a type(s) string\"]]"),
        post("wrong type", text, "{\"number\":5,\"text\":\"x\"}", 400, "[[\"Invalid format\"]]"),
        post(
            "wrong type",
            hook,
            "{\"webhook\":5}",
            400,
            "[[\"webhook is not of a type(s) object\"]]"),
        post(
            "no address",
            hook,
            "{\"webhook\":{\"enabled\":true,\"url\":\"x\"}}",
            400,
            "[\"Invalid \\\"url\\\" property\"]"),
        post(
            "blank text", text, "{\"number\":\"1\",\"text\":\" \"}", 400, "[\"Text is required\"]"),
        post(
            "blank text",
            send,
            "{\"to\":\"1\",\"content\":{\"type\":\"text\",\"text\":\"\"}}",
            400,
            "[\"Text is required\"]"),
        post(
            "not on WhatsApp",
            text,
            "{\"number\":\"99912345\",\"text\":\"x\"}",
            400,
            "[{\"jid\":\"99912345@s.whatsapp.net\",\"exists\":false,\"number\":\"99912345\"}]"),
        post(
            "no digit",
            text,
            "{\"number\":\"ana\",\"text\":\"x\"}",
            400,
            "[{\"jid\":\"@s.whatsapp.net\",\"exists\":false,\"number\":\"ana\"}]"),
        post(
            "name taken",
            create,
            "{\"instanceName\":\"shop\"}",
            403,
            "[\"This name \\\"shop\\\" is already in use.\"]"),
        post(
            "names differ",
            create,
            "{\"instanceName\":\"a\",\"name\":\"b\"}",
            400,
            "[\"\\\"name\\\" and \\\"instanceName\\\" differ\"]"),
        post(
            "bad name",
            create,
            "{\"instanceName\":\"a/b\"}",
            400,
            "[\"instanceName holds '/' or a control character\"]"),
        post(
            "bad integration",
            create,
            "{\"instanceName\":\"a\",\"integration\":\"X\"}",
            400,
            "[\"Invalid integration\"]"));
  }

  private static Row post(String label, String path, String body, int status, String message) {
    return new Row(label, "POST", path, body, status, message);
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void aBadBodyGetsAClearAnswer(Row row) {
    Api.Reply reply = api.post(row.path(), row.body());
    assertEquals(row.status(), reply.status(), reply.body());
    assertEquals(row.message(), reply.json().at("/response/message").toString());
    assertEquals(row.status(), reply.json().path("status").intValue());
    assertTrue(reply.json().path("error").isString());
    assertTrue(api.messages.sent.isEmpty());
  }

  static Stream<Route> routesOfAnInstance() {
    return Routes.ofAnInstance();
  }

  private Api.Reply unknown(Route route) {
    return api.call(
        route.method().name(),
        Routes.path(route, "unknown"),
        Optional.empty(),
        Api.withKey(Api.KEY));
  }

  @ParameterizedTest
  @MethodSource("routesOfAnInstance")
  void anUnknownInstanceIsNotFound(Route route) {
    Api.Reply reply = unknown(route);
    assertEquals(404, reply.status());
    String message = "[\"The \\\"unknown\\\" instance does not exist\"]";
    String top =
        switch (route.failed()) {
          case ENVELOPE -> "";
          case TOP_AS_WELL -> ",\"message\":" + message;
        };
    assertEquals(
        "{\"status\":404,\"error\":\"Not Found\",\"response\":{\"message\":"
            + message
            + "},\"code\":\"instance_not_found\""
            + top
            + "}",
        reply.body());
  }

  @ParameterizedTest
  @MethodSource("routesOfAnInstance")
  void aStoreThatIsAwayIsTold(Route route) {
    api.instances.failWith(
        new StoreException.Unavailable(new IOException("password=hunter2 host=db")));
    Api.Reply reply = unknown(route);
    assertEquals(503, reply.status());
    assertEquals("store_unavailable", reply.json().path("code").stringValue());
    assertEquals(reply.headers().get("X-Request-Id"), reply.json().path("requestId").stringValue());
    assertEquals("1", reply.headers().get("Retry-After"));
    assertFalse(reply.body().contains("hunter2"));
    api.instances.recover();
    assertEquals(404, unknown(route).status());
  }

  @ParameterizedTest
  @MethodSource("listQueries")
  void listingOneThatIsNotThereIsNotFound(String query, String asked) {
    Api.Reply reply = api.get("/instance/fetchInstances?" + query);
    assertEquals(404, reply.status());
    assertEquals(
        "[\"Instance \\\"" + asked + "\\\" not found\"]",
        reply.json().at("/response/message").toString());
  }

  static Stream<Arguments> listQueries() {
    return Stream.of(
        Arguments.of("instanceName=nobody", "nobody"),
        Arguments.of("instanceName=..", ".."),
        Arguments.of("instanceId=not-a-uuid", "not-a-uuid"),
        Arguments.of("number=123", "123"));
  }

  @Test
  void aFaultOfOursTellsNothingButTheRequestId() {
    api.instances.failWith(new IllegalStateException("secret detail"));
    Api.Reply reply = api.get("/instance/fetchInstances");
    assertEquals(500, reply.status());
    assertEquals("\"Internal Server Error\"", reply.json().at("/response/message").toString());
    assertFalse(reply.body().contains("secret detail"));
    assertEquals(reply.headers().get("X-Request-Id"), reply.json().path("requestId").stringValue());
  }

  @Test
  void anErrorOfTheRuntimeIsAFaultOfOursToo() {
    api.messages.failWith(new IllegalStateException(new StackOverflowError("deep")));
    Api.Reply reply = api.post("/message/sendText/shop", "{\"number\":\"1\",\"text\":\"x\"}");
    assertEquals(500, reply.status());
    assertFalse(reply.body().contains("deep"));
  }

  @Test
  void aConnectThatFailedIsABadRequest() {
    api.instances.failWith(new InstanceException.ConnectFailed("banned"));
    Api.Reply reply = api.post("/instance/create", "{\"instanceName\":\"b\",\"qrcode\":true}");
    assertEquals(400, reply.status());
    assertEquals("[\"banned\"]", reply.json().at("/response/message").toString());
  }

  @Test
  void aBodyThatSaysItIsTooLargeIsNotRead() {
    try (Api small = small()) {
      Api.Reply reply =
          small.post("/instance/create", "{\"instanceName\":\"" + "a".repeat(LIMIT) + "\"}");
      assertEquals(413, reply.status());
      assertEquals("Payload Too Large", reply.json().path("error").stringValue());
      assertEquals("body_too_large", reply.json().path("code").stringValue());
    }
  }

  @Test
  void aBodyThatGrowsTooLargeIsNotReadFurther() {
    RequestBody chunked =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return MediaType.get("application/json");
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8("{\"instanceName\":\"" + "a".repeat(LIMIT) + "\"}");
          }
        };
    try (Api small = small()) {
      assertEquals(
          413, small.call("POST", "/instance/create", chunked, Api.withKey(Api.KEY)).status());
    }
  }

  @Test
  void aBodyOfExactlyTheLimitIsRead() {
    String start = "{\"instanceName\":\"a\",\"x\":\"";
    String body = start + "y".repeat(LIMIT - start.length() - 2) + "\"}";
    try (Api small = small()) {
      assertEquals(201, small.post("/instance/create", body).status());
    }
  }

  @Test
  void aLargeBodyWithoutAKeyIsUnauthorized() {
    try (Api small = small()) {
      Api.Reply reply =
          small.call(
              "POST",
              "/instance/create",
              Optional.of("{\"instanceName\":\"" + "a".repeat(LIMIT) + "\"}"),
              request -> request);
      assertEquals(401, reply.status());
    }
  }

  @Test
  void aCallerThatGoesAwayMidBodyDisturbsNobody() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
      socket
          .getOutputStream()
          .write(
              ("POST /message/sendText/shop HTTP/1.1\r\nHost: h\r\napikey: "
                      + Api.KEY
                      + "\r\nContent-Length: 100\r\n\r\n{\"num")
                  .getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer);
    }
    assertEquals(200, api.get("/healthz").status());
  }

  @Test
  void aBrokenRequestLineIsAnsweredInTheEnvelope() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
      socket.getOutputStream().write("GET\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
      assertTrue(answer.contains("\"error\":\"Bad Request\""), answer);
    }
  }

  /** Takes bodies of 2000 bytes at most. */
  static Api small() {
    HttpConfig usual = Api.keyed();
    return Api.start(
        new HttpConfig(
            usual.host(),
            usual.port(),
            usual.access(),
            usual.serverUrl(),
            LIMIT,
            usual.cors(),
            usual.banner(),
            usual.qrColor(),
            usual.longestDelay(),
            usual.preferPhoneJid()),
        () -> true);
  }
}
