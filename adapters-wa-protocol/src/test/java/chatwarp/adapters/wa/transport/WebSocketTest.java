package chatwarp.adapters.wa.transport;

import static chatwarp.adapters.wa.transport.ScriptedServer.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.transport.ScriptedServer.ClientFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
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
class WebSocketTest {
  private static final HexFormat HEX = HexFormat.of();

  private ScriptedServer server;

  @BeforeEach
  void listen() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WebSocket connect() {
    return new WebSocketConnector(
            SocketDialer.of(HostResolver.loopbackOnly(), Optional.empty()),
            TlsClient.system(),
            new Random(5),
            Duration.ofSeconds(20))
        .connect(WebSocketRequest.to(server.uri()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 125, 126, 65_535, 65_536, 1 << 20})
  void sendsMaskedMessagesInTheShortestForm(int length) {
    CompletableFuture<ClientFrame> received =
        server.playUpgraded(ScriptedServer.Connection::readFrame);
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);
    byte[] buffer = new byte[MessageSink.HEADROOM + length + 3];
    System.arraycopy(payload, 0, buffer, MessageSink.HEADROOM, length);
    try (WebSocket socket = connect()) {
      socket.send(buffer, MessageSink.HEADROOM, length);
      ClientFrame frame = await(received);
      assertEquals(WebSocketHeader.BINARY, frame.opcode());
      assertArrayEquals(payload, frame.payload());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 125, 126, 511, 512, 513, 65_535, 65_536, 1 << 20})
  void readsMessagesOfEveryLength(int length) {
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);
    server.scriptUpgraded(connection -> {
      connection.message(payload);
      connection.awaitEnd();
      return null;
    });
    try (WebSocket socket = connect()) {
      assertArrayEquals(payload, read(socket, length));
    }
  }

  @Test
  void joinsFragmentsAndAnswersPingsBetweenThem() {
    CompletableFuture<ClientFrame> pong =
        server.playUpgraded(connection -> {
          connection.frame(0x02, new byte[] {1, 2});
          connection.frame(0x89, new byte[] {9, 9, 9});
          connection.frame(0x00, new byte[0]);
          connection.frame(0x00, new byte[] {3});
          connection.frame(0x8A, new byte[] {7}); // a pong nobody waits for
          connection.frame(0x80, new byte[] {4});
          connection.message(new byte[] {5});
          return connection.readFrame();
        });
    try (WebSocket socket = connect()) {
      assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, read(socket, 5));
      ClientFrame frame = await(pong);
      assertEquals(WebSocketHeader.PONG, frame.opcode());
      assertArrayEquals(new byte[] {9, 9, 9}, frame.payload());
    }
  }

  @Test
  void skipsTextMessages() {
    server.scriptUpgraded(connection -> {
      connection.frame(0x01, new byte[] {'a'});
      connection.frame(0x80, new byte[] {'b'});
      connection.frame(0x81, new byte[] {'c'});
      connection.message(new byte[] {1});
      connection.awaitEnd();
      return null;
    });
    try (WebSocket socket = connect()) {
      assertArrayEquals(new byte[] {1}, read(socket, 1));
    }
  }

  @Test
  void readsWhatCameTogetherWithTheUpgrade() {
    server.script(connection -> {
      String head = connection.readHead();
      byte[] answer =
          ScriptedServer.Connection.granting(head)
              .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      byte[] both = Arrays.copyOf(answer, answer.length + 3);
      System.arraycopy(new byte[] {(byte) 0x82, 1, 42}, 0, both, answer.length, 3);
      connection.write(both);
      connection.awaitEnd();
      return null;
    });
    try (WebSocket socket = connect()) {
      assertArrayEquals(new byte[] {42}, read(socket, 1));
    }
  }

  @Test
  void echoesTheServersCloseCode() {
    CompletableFuture<ClientFrame> answer =
        server.playUpgraded(connection -> {
          connection.frame(0x88, HEX.parseHex("0fa1" + "627965"));
          return connection.readFrame();
        });
    try (WebSocket socket = connect()) {
      ConnectionClosedException closed =
          assertThrows(ConnectionClosedException.class, () -> read(socket, 1));
      assertEquals(4001, closed.code());
      assertEquals("the server closed the connection: 4001 bye", closed.getMessage());
      assertTrue(closed.retryable());
      ClientFrame frame = await(answer);
      assertEquals(WebSocketHeader.CLOSE, frame.opcode());
      assertEquals("0fa1", HEX.formatHex(frame.payload()));
      assertThrows(ConnectionClosedException.class, () -> socket.send(new byte[20], 14, 1));
    }
  }

  @Test
  void acceptsACloseWithoutCode() {
    server.scriptUpgraded(connection -> {
      connection.frame(0x88, new byte[0]);
      return connection.readFrame();
    });
    try (WebSocket socket = connect()) {
      ConnectionClosedException closed =
          assertThrows(ConnectionClosedException.class, () -> read(socket, 1));
      assertEquals(ConnectionClosedException.NO_CODE, closed.code());
    }
  }

  @Test
  void saysGoodbyeAndWakesItsReader() {
    CompletableFuture<ClientFrame> goodbye =
        server.playUpgraded(ScriptedServer.Connection::readFrame);
    WebSocket socket = connect();
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            read(socket, 1);
          } catch (ConnectionClosedException e) {
            code.complete(e.code());
          }
        });
    socket.close();
    socket.close();
    ClientFrame frame = await(goodbye);
    assertEquals(WebSocketHeader.CLOSE, frame.opcode());
    assertEquals("03e8", HEX.formatHex(frame.payload()));
    int seen = await(code);
    assertTrue(
        seen == ConnectionClosedException.NO_CODE || seen == ConnectionClosedException.ABNORMAL,
        "code " + seen);
  }

  @Test
  void reportsALostConnection() {
    server.scriptUpgraded(connection -> null);
    try (WebSocket socket = connect()) {
      ConnectionClosedException closed =
          assertThrows(ConnectionClosedException.class, () -> read(socket, 1));
      assertEquals(ConnectionClosedException.ABNORMAL, closed.code());
    }
  }

  @Test
  void reportsAConnectionLostInsideAMessage() {
    server.scriptUpgraded(connection -> {
      connection.write(new byte[] {(byte) 0x82, 5, 1});
      return null;
    });
    try (WebSocket socket = connect()) {
      ConnectionClosedException closed =
          assertThrows(ConnectionClosedException.class, () -> read(socket, 5));
      assertEquals(ConnectionClosedException.ABNORMAL, closed.code());
    }
  }

  @Test
  void boundsTheWaitForBytes() {
    server.scriptUpgraded(connection -> {
      connection.awaitEnd();
      return null;
    });
    try (WebSocket socket = connect()) {
      socket.readTimeout(Duration.ofMillis(30));
      ConnectionClosedException closed =
          assertThrows(ConnectionClosedException.class, () -> read(socket, 1));
      assertEquals("the server did not answer in time", closed.getMessage());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a masked frame, 828100000000aa, 1002",
    "a reserved bit, c20100, 1002",
    "an unknown data opcode, 830100, 1002",
    "an unknown control opcode, 8b0100, 1002",
    "a split ping, 090100, 1002",
    "a ping of 126 bytes, 897e007e, 1002",
    "a continuation of nothing, 800100, 1002",
    "a message inside a message, 0201008201 00, 1002",
    "a text inside a message, 020100810100, 1002",
    "a 64-bit length with the top bit, 827fffffffffffffffff, 1002",
    "a message above the limit, 827f0000000002000001, 1009",
    "fragments above the limit, 02010000 7f0000000002000000, 1009",
  })
  void closesOn(String name, String bytes, int code) {
    CompletableFuture<ClientFrame> goodbye =
        server.playUpgraded(connection -> {
          connection.write(HEX.parseHex(bytes.replace(" ", "")));
          return connection.readFrame();
        });
    try (WebSocket socket = connect()) {
      ConnectionClosedException closed =
          assertThrows(ConnectionClosedException.class, () -> read(socket, 10), name);
      assertEquals(code, closed.code());
      ClientFrame frame = await(goodbye);
      assertEquals(WebSocketHeader.CLOSE, frame.opcode());
      assertEquals("%04x".formatted(code), HEX.formatHex(frame.payload()));
    }
  }

  private static byte[] read(WebSocket socket, int length) {
    byte[] bytes = new byte[length];
    int filled = 0;
    while (filled < length) {
      filled += socket.read(bytes, filled, length - filled);
    }
    return bytes;
  }
}
