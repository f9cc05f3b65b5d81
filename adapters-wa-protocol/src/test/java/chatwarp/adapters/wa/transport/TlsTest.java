package chatwarp.adapters.wa.transport;

import static chatwarp.adapters.wa.transport.ScriptedServer.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.model.ProxyConfig;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server whose own certificate is for {@code localhost} alone. */
@Timeout(60)
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static SSLContext serverContext;
  private static SSLContext trustingServer;

  private ScriptedServer server;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-validity",
                "36500",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertEquals(true, keytool.waitFor(60, TimeUnit.SECONDS));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    serverContext = SSLContext.getInstance("TLS");
    serverContext.init(keys.getKeyManagers(), null, null);

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    trustingServer = SSLContext.getInstance("TLS");
    trustingServer.init(null, trust.getTrustManagers(), null);
  }

  @BeforeEach
  void listen() throws Exception {
    server =
        new ScriptedServer(
            serverContext
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WebSocket connect(TlsClient tls, String host, Optional<ProxyConfig> proxy) {
    return new WebSocketConnector(
            SocketDialer.of(HostResolver.loopbackOnly(), proxy),
            tls,
            new Random(5),
            Duration.ofSeconds(20))
        .connect(WebSocketRequest.to(URI.create("wss://" + host + ":" + server.port() + "/")));
  }

  private void playOneMessage() {
    server.scriptUpgraded(connection -> {
      connection.message(new byte[] {42});
      connection.awaitEnd();
      return null;
    });
  }

  private static void assertReads42(WebSocket socket) {
    try (socket) {
      byte[] one = new byte[1];
      assertEquals(1, socket.read(one, 0, 1));
      assertArrayEquals(new byte[] {42}, one);
    }
  }

  @Test
  void connectsToATrustedServerByItsName() {
    playOneMessage();
    assertReads42(connect(TlsClient.of(trustingServer), "localhost", Optional.empty()));
  }

  @Test
  void writesShortRecordsBecauseTheSocketKeepsRoomForTheLongest() {
    CompletableFuture<Integer> longest =
        server.playUpgraded(connection -> {
          InputStream in = connection.socket().getInputStream();
          byte[] buffer = new byte[1 << 16];
          int most = 0;
          // One read gives one record at most.
          for (int left = 50_000; left > 0; ) {
            int count = in.read(buffer);
            most = Math.max(most, count);
            left -= count;
          }
          return most;
        });
    try (WebSocket socket = connect(TlsClient.of(trustingServer), "localhost", Optional.empty())) {
      socket.send(new byte[MessageSink.HEADROOM + 50_000], MessageSink.HEADROOM, 50_000);
      int most = ScriptedServer.await(longest);
      assertEquals(true, most > 1024 && most <= 4096, "the longest record: " + most);
    }
  }

  @Test
  void refusesATrustedServerByAnotherName() {
    playOneMessage();
    ConnectFailedException refusal =
        assertThrows(
            ConnectFailedException.class,
            () -> connect(TlsClient.of(trustingServer), "127.0.0.1", Optional.empty()));
    assertInstanceOf(SSLHandshakeException.class, refusal.getCause());
  }

  @Test
  void refusesAStranger() {
    playOneMessage();
    ConnectFailedException refusal =
        assertThrows(
            ConnectFailedException.class,
            () -> connect(TlsClient.system(), "localhost", Optional.empty()));
    assertInstanceOf(SSLHandshakeException.class, refusal.getCause());
  }

  @Test
  void trustsAStrangerOnLoopbackWhenAskedTo() {
    playOneMessage();
    assertReads42(connect(TlsClient.trustingLoopback(), "127.0.0.1", Optional.empty()));
  }

  @Test
  void trustsNoStrangerBehindAProxyOnLoopback() throws Exception {
    try (ScriptedServer proxy = new ScriptedServer()) {
      proxy.script(connection -> {
        connection.readHead();
        connection.write("HTTP/1.1 200 OK\r\n\r\n");
        connection.awaitEnd();
        return null;
      });
      Optional<ProxyConfig> config =
          Optional.of(
              new ProxyConfig(
                  ProxyConfig.Protocol.HTTP, "127.0.0.1", proxy.port(), Optional.empty()));
      ConnectFailedException refusal =
          assertThrows(
              ConnectFailedException.class,
              () -> connect(TlsClient.trustingLoopback(), "localhost", config));
      assertEquals("any TLS certificate is trusted on loopback only", refusal.getMessage());
    }
  }

  @Test
  void trustsNoStrangerElsewhere() throws Exception {
    try (Socket elsewhere =
        new Socket() {
          @Override
          public InetAddress getInetAddress() {
            return InetAddress.ofLiteral("192.0.2.1");
          }
        }) {
      TlsClient anybody = TlsClient.trustingLoopback();
      ConnectFailedException refusal =
          assertThrows(
              ConnectFailedException.class,
              () -> anybody.over(elsewhere, true, "192.0.2.1", 443, Duration.ofSeconds(1)));
      assertEquals("any TLS certificate is trusted on loopback only", refusal.getMessage());
    }
  }

  @Test
  void closesOverTls() {
    var goodbye = server.playUpgraded(ScriptedServer.Connection::readFrame);
    connect(TlsClient.trustingLoopback(), "127.0.0.1", Optional.empty()).close();
    assertEquals(WebSocketHeader.CLOSE, await(goodbye).opcode());
  }
}
