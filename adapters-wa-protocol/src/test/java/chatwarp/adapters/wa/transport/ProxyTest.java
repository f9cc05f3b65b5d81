package chatwarp.adapters.wa.transport;

import static chatwarp.adapters.wa.transport.ScriptedServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.ProxyConfig;
import chatwarp.domain.model.ProxyConfig.Credentials;
import chatwarp.domain.model.ProxyConfig.Protocol;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
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

/** The server here is the proxy, and the WhatsApp behind it. */
@Timeout(60)
class ProxyTest {
  private static final HexFormat HEX = HexFormat.of();

  /** Cannot be looked up here: the proxy must. */
  private static final URI BEHIND = URI.create("ws://wa.invalid/ws/chat");

  private static final Optional<Credentials> ANA = Optional.of(new Credentials("ana", "pass:word"));

  private ScriptedServer proxy;

  @BeforeEach
  void listen() throws IOException {
    proxy = new ScriptedServer();
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private WebSocket connect(Protocol protocol, Optional<Credentials> credentials, URI uri) {
    ProxyConfig config = new ProxyConfig(protocol, "127.0.0.1", proxy.port(), credentials);
    return new WebSocketConnector(
            SocketDialer.of(HostResolver.loopbackOnly(), Optional.of(config)),
            TlsClient.system(),
            new Random(5),
            Duration.ofSeconds(20))
        .connect(WebSocketRequest.to(uri));
  }

  @Test
  void tunnelsThroughAnHttpProxy() {
    CompletableFuture<List<String>> heads =
        proxy.play(connection -> {
          String asked = connection.readHead();
          connection.write("HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n");
          return List.of(asked, connection.upgrade());
        });
    connect(Protocol.HTTP, Optional.empty(), BEHIND).close();
    assertEquals(
        "CONNECT wa.invalid:80 HTTP/1.1\r\nHost: wa.invalid:80\r\n\r\n", await(heads).get(0));
    assertTrue(await(heads).get(1).startsWith("GET /ws/chat HTTP/1.1\r\nHost: wa.invalid\r\n"));
  }

  @Test
  void logsInToAnHttpProxy() {
    CompletableFuture<String> asked =
        proxy.play(connection -> {
          String head = connection.readHead();
          connection.write("HTTP/1.0 200 OK\r\n\r\n");
          connection.upgrade();
          return head;
        });
    connect(Protocol.HTTP, ANA, BEHIND).close();
    String login = Base64.getEncoder().encodeToString("ana:pass:word".getBytes(UTF_8));
    assertTrue(await(asked).contains("Proxy-Authorization: Basic " + login + "\r\n"));
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  @ParameterizedTest
  @CsvSource({"407", "403", "502", "301"})
  void reportsWhatAnHttpProxyAnswers(int status) {
    proxy.script(connection -> {
      connection.readHead();
      connection.write("HTTP/1.1 " + status + " No\r\n\r\n");
      return null;
    });
    ProxyRefusedException refusal =
        assertThrows(
            ProxyRefusedException.class, () -> connect(Protocol.HTTP, Optional.empty(), BEHIND));
    assertEquals("the HTTP proxy answered " + status, refusal.getMessage());
    assertTrue(refusal.retryable());
  }

  @Test
  void tunnelsThroughASocksProxy() {
    CompletableFuture<List<String>> requests =
        proxy.play(connection -> {
          String greeting = HEX.formatHex(connection.in().readNBytes(3));
          connection.write(HEX.parseHex("0500"));
          String request = HEX.formatHex(connection.in().readNBytes(5 + 10 + 2));
          connection.write(HEX.parseHex("05000001" + "7f000001" + "1234"));
          connection.upgrade();
          return List.of(greeting, request);
        });
    connect(Protocol.SOCKS5, Optional.empty(), BEHIND).close();
    assertEquals("050100", await(requests).get(0));
    assertEquals(
        "05010003" + "0a" + HEX.formatHex("wa.invalid".getBytes(UTF_8)) + "0050",
        await(requests).get(1));
  }

  @Test
  void logsInToASocksProxy() {
    CompletableFuture<List<String>> requests =
        proxy.play(connection -> {
          String greeting = HEX.formatHex(connection.in().readNBytes(4));
          connection.write(HEX.parseHex("0502"));
          String login = HEX.formatHex(connection.in().readNBytes(3 + 3 + 9));
          connection.write(HEX.parseHex("0100"));
          connection.in().readNBytes(5 + 10 + 2);
          connection.write(HEX.parseHex("05000003" + "0461626364" + "1234"));
          connection.upgrade();
          return List.of(greeting, login);
        });
    connect(Protocol.SOCKS5, ANA, BEHIND).close();
    assertEquals("05020002", await(requests).get(0));
    assertEquals(
        "01"
            + "03"
            + HEX.formatHex("ana".getBytes(UTF_8))
            + "09"
            + HEX.formatHex("pass:word".getBytes(UTF_8)),
        await(requests).get(1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no acceptable login, 05ff, the SOCKS proxy wants a login that is not configured",
    "a login nobody configured, 0502, the SOCKS proxy wants a login that is not configured",
    "host unreachable, 0500 05040001000000000000, the SOCKS proxy answered 4",
    "not allowed, 0500 05020001000000000000, the SOCKS proxy answered 2",
  })
  void reportsWhatASocksProxyAnswers(String name, String answer, String message) {
    proxy.script(connection -> {
      connection.write(HEX.parseHex(answer.replace(" ", "")));
      connection.awaitEnd();
      return null;
    });
    ProxyRefusedException refusal =
        assertThrows(
            ProxyRefusedException.class,
            () -> connect(Protocol.SOCKS5, Optional.empty(), BEHIND),
            name);
    assertEquals(message, refusal.getMessage());
  }

  @Test
  void reportsARefusedSocksLogin() {
    proxy.script(connection -> {
      connection.write(HEX.parseHex("0502" + "0101"));
      connection.awaitEnd();
      return null;
    });
    ProxyRefusedException refusal =
        assertThrows(ProxyRefusedException.class, () -> connect(Protocol.SOCKS5, ANA, BEHIND));
    assertEquals("the SOCKS proxy refused the login", refusal.getMessage());
  }

  @Test
  void refusesAProxyThatIsNone() {
    proxy.script(connection -> {
      connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
      connection.awaitEnd();
      return null;
    });
    assertThrows(
        ConnectFailedException.class, () -> connect(Protocol.SOCKS5, Optional.empty(), BEHIND));
  }
}
