package chatwarp.adapters.wa.noise;

import static chatwarp.adapters.wa.transport.ScriptedServer.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.transport.ConnectionClosedException;
import chatwarp.adapters.wa.transport.HostResolver;
import chatwarp.adapters.wa.transport.ScriptedServer;
import chatwarp.adapters.wa.transport.ScriptedServer.Connection;
import chatwarp.adapters.wa.transport.SocketDialer;
import chatwarp.adapters.wa.transport.TlsClient;
import chatwarp.adapters.wa.transport.WebSocket;
import chatwarp.adapters.wa.transport.WebSocketConnector;
import chatwarp.adapters.wa.transport.WebSocketRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoiseSocketTest {
  private static final RandomGenerator RANDOM = new Random(3);
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
  private static final KeyPair ROOT = Curve25519.generate(RANDOM);
  private static final KeyPair SERVER_KEY = Curve25519.generate(RANDOM);
  private static final KeyPair CLIENT_KEY = Curve25519.generate(RANDOM);
  private static final byte[] CHAIN =
      CertificateChains.issue(
          ROOT.privateKey(),
          SERVER_KEY.publicKey(),
          NOW.minusSeconds(60),
          NOW.plusSeconds(60),
          RANDOM);
  private static final byte[] PAYLOAD = {1, 2, 3};

  private ScriptedServer server;

  @BeforeEach
  void listen() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The server's end after the handshake. */
  private record Peer(Connection connection, NoiseCiphers ciphers, ClientIdentity client) {
    static Peer over(Connection connection, byte[] preamble) throws IOException {
      byte[] hello = connection.readFrame().payload();
      assertArrayEquals(preamble, Arrays.copyOf(hello, preamble.length));
      NoiseResponder responder = new NoiseResponder(SERVER_KEY, CHAIN, new Random(9));
      connection.message(
          framed(responder.answer(body(Arrays.copyOfRange(hello, preamble.length, hello.length)))));
      ClientIdentity client = responder.accept(body(connection.readFrame().payload()));
      return new Peer(connection, responder.ciphers(), client);
    }

    byte[] receive() throws IOException {
      return ciphers.receiving().open(body(connection.readFrame().payload()));
    }

    void send(byte[] plaintext) throws IOException {
      connection.message(ciphers.sending().sealFrame(plaintext));
    }

    private static byte[] framed(byte[] body) {
      byte[] frame = new byte[3 + body.length];
      frame[1] = (byte) (body.length >> 8);
      frame[2] = (byte) body.length;
      System.arraycopy(body, 0, frame, 3, body.length);
      return frame;
    }

    private static byte[] body(byte[] frame) {
      int length = (frame[0] & 0xFF) << 16 | (frame[1] & 0xFF) << 8 | (frame[2] & 0xFF);
      assertEquals(3 + length, frame.length, "one frame a message");
      return Arrays.copyOfRange(frame, 3, frame.length);
    }
  }

  private NoiseSocket connect(byte[] routingInfo, Duration timeout) {
    WebSocket socket =
        new WebSocketConnector(
                SocketDialer.of(HostResolver.loopbackOnly(), Optional.empty()),
                TlsClient.system(),
                new Random(5),
                Duration.ofSeconds(20))
            .connect(WebSocketRequest.to(server.uri()));
    NoiseInitiator handshake =
        new NoiseInitiator(
            CLIENT_KEY,
            new CertificateVerifier(ROOT.publicKey(), InstantSource.fixed(NOW)),
            new Random(6));
    return NoiseSocket.over(socket, handshake, routingInfo, PAYLOAD, timeout);
  }

  private NoiseSocket connect() {
    return connect(new byte[0], NoiseSocket.HANDSHAKE_TIMEOUT);
  }

  @Test
  void talksInBothDirectionsAfterTheHandshake() {
    CompletableFuture<List<byte[]>> heard =
        server.playUpgraded(connection -> {
          Peer peer = Peer.over(connection, Intro.bytes());
          peer.send(new byte[] {7});
          peer.send(new byte[100_000]);
          return List.of(
              peer.client.noiseKey().raw(), peer.client.payload(), peer.receive(), peer.receive());
        });
    try (NoiseSocket socket = connect()) {
      assertArrayEquals(new byte[] {7}, socket.receive());
      assertArrayEquals(new byte[100_000], socket.receive());
      socket.send(new byte[] {4, 5});
      socket.send(new byte[70_000]);
      List<byte[]> all = await(heard);
      assertArrayEquals(CLIENT_KEY.publicKey().raw(), all.get(0));
      assertArrayEquals(PAYLOAD, all.get(1));
      assertArrayEquals(new byte[] {4, 5}, all.get(2));
      assertArrayEquals(new byte[70_000], all.get(3));
    }
  }

  @Test
  void sendsRoutingInfoBeforeTheIntro() {
    CompletableFuture<ClientIdentity> client =
        server.playUpgraded(connection ->
            Peer.over(connection, HexFormat.of().parseHex("4544000100000301020357410603")).client);
    connect(new byte[] {1, 2, 3}, NoiseSocket.HANDSHAKE_TIMEOUT).close();
    assertEquals(CLIENT_KEY.publicKey(), await(client).noiseKey());
  }

  @Test
  void keepsManySendersInStep() {
    int senders = 8;
    int each = 50;
    CompletableFuture<int[]> heard =
        server.playUpgraded(connection -> {
          Peer peer = Peer.over(connection, Intro.bytes());
          int[] counts = new int[senders];
          for (int i = 0; i < senders * each; i++) {
            counts[peer.receive()[0]]++;
          }
          return counts;
        });
    try (NoiseSocket socket = connect()) {
      List<Thread> threads =
          IntStream.range(0, senders)
              .mapToObj(sender ->
                  Thread.ofVirtual()
                      .start(() -> {
                        for (int i = 0; i < each; i++) {
                          byte[] plaintext = new byte[1 + i];
                          plaintext[0] = (byte) sender;
                          socket.send(plaintext);
                        }
                      }))
              .toList();
      int[] expected = new int[senders];
      Arrays.fill(expected, each);
      assertArrayEquals(expected, await(heard));
      assertEquals(senders, threads.size());
    }
  }

  @Test
  void closesOnAFrameItCannotDecrypt() {
    CompletableFuture<Integer> opcode =
        server.playUpgraded(connection -> {
          Peer peer = Peer.over(connection, Intro.bytes());
          peer.ciphers.sending().sealFrame(new byte[1]); // lost on the way
          peer.send(new byte[1]);
          return connection.readFrame().opcode();
        });
    try (NoiseSocket socket = connect()) {
      assertThrows(FrameCipherException.class, socket::receive);
      assertEquals(8, await(opcode));
      assertThrows(ConnectionClosedException.class, () -> socket.send(new byte[1]));
    }
  }

  @Test
  void closesWhenTheHandshakeFails() {
    CompletableFuture<Integer> opcode =
        server.playUpgraded(connection -> {
          connection.readFrame();
          connection.message(new byte[] {0, 0, 0});
          return connection.readFrame().opcode();
        });
    assertThrows(HandshakeException.class, this::connect);
    assertEquals(8, await(opcode));
  }

  @Test
  void boundsTheWaitForTheServersHello() {
    server.scriptUpgraded(connection -> {
      connection.awaitEnd();
      return null;
    });
    assertThrows(
        ConnectionClosedException.class, () -> connect(new byte[0], Duration.ofMillis(50)));
  }

  @Test
  void refusesAPlaintextWithoutRoom() {
    server.scriptUpgraded(connection -> {
      Peer.over(connection, Intro.bytes());
      connection.awaitEnd();
      return null;
    });
    try (NoiseSocket socket = connect()) {
      byte[] buffer = new byte[NoiseSocket.HEADROOM + 1 + NoiseSocket.TAILROOM];
      assertThrows(
          IllegalArgumentException.class,
          () -> socket.sendInPlace(buffer, NoiseSocket.HEADROOM - 1, 1));
      assertThrows(
          IllegalArgumentException.class,
          () -> socket.sendInPlace(buffer, NoiseSocket.HEADROOM, 2));
    }
  }
}
