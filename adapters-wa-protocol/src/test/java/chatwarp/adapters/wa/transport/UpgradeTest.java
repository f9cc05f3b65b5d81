package chatwarp.adapters.wa.transport;

import static chatwarp.adapters.wa.transport.ScriptedServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UpgradeTest {
  private ScriptedServer server;

  @BeforeEach
  void listen() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static WebSocket connect(WebSocketRequest request, Duration timeout) {
    return new WebSocketConnector(
            SocketDialer.of(HostResolver.loopbackOnly(), Optional.empty()),
            TlsClient.system(),
            new Random(5),
            timeout)
        .connect(request);
  }

  private static WebSocket connect(URI uri) {
    return connect(WebSocketRequest.to(uri), Duration.ofSeconds(20));
  }

  @Test
  void asksAsABrowserOnWhatsAppWebDoes() {
    CompletableFuture<String> head = server.play(ScriptedServer.Connection::upgrade);
    URI uri = URI.create(server.uri() + "?a=b%20c");
    connect(new WebSocketRequest(uri, "https://o", Optional.of("agent/1")), Duration.ofSeconds(20))
        .close();
    List<String> lines = await(head).lines().toList();
    assertEquals("GET /ws/chat?a=b%20c HTTP/1.1", lines.get(0));
    assertEquals("Host: 127.0.0.1:" + server.port(), lines.get(1));
    assertEquals("Upgrade: websocket", lines.get(2));
    assertEquals("Connection: Upgrade", lines.get(3));
    assertTrue(lines.get(4).matches("Sec-WebSocket-Key: [A-Za-z0-9+/]{22}=="), lines.get(4));
    assertEquals("Sec-WebSocket-Version: 13", lines.get(5));
    assertEquals("Origin: https://o", lines.get(6));
    assertEquals("Cache-Control: no-cache", lines.get(7));
    assertEquals("Pragma: no-cache", lines.get(8));
    assertEquals("User-Agent: agent/1", lines.get(9));
    assertEquals(11, lines.size());
  }

  @Test
  void namesWhatsAppsOriginAndNoUserAgentOfItself() {
    CompletableFuture<String> head = server.play(ScriptedServer.Connection::upgrade);
    connect(server.uri()).close();
    List<String> lines = await(head).lines().toList();
    assertTrue(lines.contains("Origin: https://web.whatsapp.com"));
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("User-Agent")));
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("Sec-WebSocket-Extensions")));
  }

  @Test
  void derivesTheAnswerOfTheRfc() {
    assertEquals(
        "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", WebSocketConnector.accept("dGhlIHNhbXBsZSBub25jZQ=="));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "408, true",
    "500, true",
    "501, true",
    "502, true",
    "503, true",
    "504, true",
    "200, false",
    "301, false",
    "400, false",
    "403, false",
    "404, false",
    "429, false",
    "505, false",
  })
  void saysWhichRefusalsAreWorthAnotherTry(int status, boolean retryable) {
    server.script(connection -> {
      connection.readHead();
      connection.write("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n");
      return null;
    });
    UpgradeRefusedException refusal =
        assertThrows(UpgradeRefusedException.class, () -> connect(server.uri()));
    assertEquals(status, refusal.status());
    assertEquals(retryable, refusal.retryable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 101 X||",
        "HTTP/1.1 101 X|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Accept: AAAA||",
        "SSH-2.0-OpenSSH||",
        "HTTP/1.1 abc X||",
        "HTTP/1.1 101 X|no colon||",
        "HTTP/1.1 101",
        "",
      })
  void refusesAnAnswerThatIsNoUpgrade(String answer) {
    server.script(connection -> {
      connection.readHead();
      connection.write(answer.replace("|", "\r\n"));
      return null;
    });
    ConnectFailedException refusal =
        assertThrows(ConnectFailedException.class, () -> connect(server.uri()));
    assertTrue(refusal.retryable());
  }

  @Test
  void refusesAnExtensionItDidNotOffer() {
    server.script(connection -> {
      String granting = ScriptedServer.Connection.granting(connection.readHead());
      connection.write(
          granting.replaceFirst("\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"));
      return null;
    });
    assertThrows(ConnectFailedException.class, () -> connect(server.uri()));
  }

  @Test
  void refusesEndlessHeaders() {
    server.script(connection -> {
      connection.readHead();
      connection.write("HTTP/1.1 101 X\r\n");
      for (int i = 0; i < 1000; i++) {
        connection.write("X-Header-Number-" + i + ": value\r\n");
      }
      connection.awaitEnd();
      return null;
    });
    assertThrows(ConnectFailedException.class, () -> connect(server.uri()));
  }

  @Test
  void boundsTheWaitForTheAnswer() {
    server.script(connection -> {
      connection.awaitEnd();
      return null;
    });
    assertThrows(
        ConnectFailedException.class,
        () -> connect(WebSocketRequest.to(server.uri()), Duration.ofMillis(50)));
  }

  @Test
  void reportsAPortWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    URI nobody = URI.create("ws://127.0.0.1:" + port + "/");
    assertTrue(assertThrows(ConnectFailedException.class, () -> connect(nobody)).retryable());
  }

  @Test
  void connectsOnlyWhereTheResolverAllows() {
    ConnectFailedException refusal =
        assertThrows(
            ConnectFailedException.class, () -> connect(URI.create("ws://192.0.2.1/ws/chat")));
    assertInstanceOf(UnknownHostException.class, refusal.getCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1/", "ws:/path", "wss:opaque"})
  void refusesAnAddressOfAnotherKind(String uri) {
    assertThrows(IllegalArgumentException.class, () -> WebSocketRequest.to(URI.create(uri)));
  }

  @Test
  void refusesAHeaderOfTwoLines() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new WebSocketRequest(server.uri(), "https://o\r\nX: y", Optional.empty()));
  }
}
