package chatwarp.simulator;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeDecoder;
import chatwarp.adapters.wa.node.NodeEncoder;
import chatwarp.adapters.wa.noise.CertificateVerifier;
import chatwarp.adapters.wa.noise.Intro;
import chatwarp.adapters.wa.noise.NoiseCiphers;
import chatwarp.adapters.wa.noise.NoiseInitiator;
import chatwarp.adapters.wa.proto.ClientPayload;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client in small steps, over the JDK's WebSocket and the client's side of Noise. */
final class TestClient implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 20;
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
  private final List<Node> seen = new ArrayList<>();
  private final WebSocket socket;
  private NoiseCiphers ciphers;
  private int requests;

  private TestClient(WebSocket socket) {
    this.socket = socket;
  }

  /** Connects without a word. */
  static TestClient silent(Simulator simulator) {
    Collector collector = new Collector();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + simulator.port() + "/ws/chat"), collector)
            .join();
    TestClient client = new TestClient(socket);
    collector.target = client.messages;
    socket.request(Long.MAX_VALUE);
    return client;
  }

  /** Connects and finishes the handshake. */
  static TestClient connect(Simulator simulator, TestDevice device, ClientPayload payload) {
    TestClient client = silent(simulator);
    NoiseInitiator noise =
        new NoiseInitiator(
            device.noise,
            new CertificateVerifier(PublicKey.of(simulator.rootKey()), InstantSource.system()),
            device.random);
    client.raw(Intro.bytes());
    client.frame(noise.hello());
    byte[] hello = client.nextFrame();
    client.frame(noise.finish(hello, payload.toByteArray()));
    client.ciphers = noise.ciphers();
    return client;
  }

  /** Registers, lets {@code scan} see the QR, signs, and waits for the restart. */
  static void pair(Simulator simulator, TestDevice device, Predicate<String> scan) {
    try (TestClient client = connect(simulator, device, device.registration())) {
      Node iq = client.await(stanza -> stanza.child("pair-device").isPresent());
      client.result(iq);
      String ref = iq.requireChild("pair-device").children("ref").getFirst().requireText();
      if (!scan.test(device.qr(ref))) {
        throw new AssertionError("the QR was not taken");
      }
      Node success = client.await(stanza -> stanza.child("pair-success").isPresent());
      client.sign(device, success);
      Node end = client.await(stanza -> stanza.is("stream:error"));
      if (!end.attrIs("code", "515")) {
        throw new AssertionError("the stream did not end with 515 but with " + end);
      }
    }
  }

  void sign(TestDevice device, Node iq) {
    Node success = iq.requireChild("pair-success");
    Node linked = success.requireChild("device");
    device.jid = (chatwarp.domain.model.DeviceJid) linked.requireJid("jid");
    device.lid = (chatwarp.domain.model.DeviceJid) linked.requireJid("lid");
    byte[] signed = device.sign(success.requireChild("device-identity").requireBytes());
    result(
        iq,
        Node.of(
            "pair-device-sign",
            Node.builder("device-identity")
                .attr("key-index", device.jid.device())
                .bytes(signed)
                .build()));
  }

  /** Logs in and waits for success. */
  static TestClient login(Simulator simulator, TestDevice device) {
    TestClient client = connect(simulator, device, device.login());
    client.await(stanza -> stanza.is("success"));
    return client;
  }

  /** Logs in, says that it is active and takes the backlog. */
  static TestClient active(Simulator simulator, TestDevice device) {
    TestClient client = login(simulator, device);
    client.activate();
    return client;
  }

  void activate() {
    ask("passive", "set", Node.of("active"));
    await(stanza -> stanza.is("ib") && stanza.child("offline").isPresent());
  }

  Node ask(String xmlns, String type, Node... children) {
    return ask(ServerJid.WHATSAPP, xmlns, type, children);
  }

  Node ask(Jid to, String xmlns, String type, Node... children) {
    String id = "t." + ++requests;
    send(
        Node.builder("iq")
            .attr("to", to)
            .attr("type", type)
            .attr("xmlns", xmlns)
            .attr("id", id)
            .children(children)
            .build());
    return await(stanza -> stanza.is("iq") && stanza.attrIs("id", id));
  }

  void result(Node iq, Node... children) {
    send(
        Node.builder("iq")
            .attr("to", ServerJid.WHATSAPP)
            .attr("type", "result")
            .attr("id", iq.requireAttr("id"))
            .children(children)
            .build());
  }

  void ack(Node stanza) {
    send(
        Node.builder("ack")
            .attr("class", stanza.tag())
            .attr("id", stanza.requireAttr("id"))
            .attr("to", stanza.requireJid("from"))
            .build());
  }

  void send(Node node) {
    plaintext(NodeEncoder.encode(node));
  }

  void plaintext(byte[] plaintext) {
    raw(ciphers.sending().sealFrame(plaintext));
  }

  /** Sends one frame that is not encrypted. */
  void frame(byte[] body) {
    byte[] frame = new byte[3 + body.length];
    frame[0] = (byte) (body.length >> 16);
    frame[1] = (byte) (body.length >> 8);
    frame[2] = (byte) body.length;
    System.arraycopy(body, 0, frame, 3, body.length);
    raw(frame);
  }

  void raw(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** The first stanza that matches, of those not taken yet; others stay for later. */
  Node await(Predicate<Node> wanted) {
    for (Node early : seen) {
      if (wanted.test(early)) {
        seen.remove(early);
        return early;
      }
    }
    while (true) {
      Node next =
          next().orElseThrow(() -> new AssertionError("the connection ended; before: " + seen));
      if (wanted.test(next)) {
        return next;
      }
      seen.add(next);
    }
  }

  /** Whether nothing that matches has come before the answer to a ping. */
  boolean silentAbout(Predicate<Node> unwanted) {
    ask("w:p", "get");
    return seen.stream().noneMatch(unwanted);
  }

  /** The next stanza; empty when the server closed. */
  Optional<Node> next() {
    byte[] frame = poll();
    return Arrays.equals(frame, END)
        ? Optional.empty()
        : Optional.of(NodeDecoder.decode(ciphers.receiving().open(body(frame))));
  }

  /** Waits for the end of the connection. */
  void awaitEnd() {
    while (poll().length > 0) {
      // whatever comes before
    }
  }

  private byte[] nextFrame() {
    byte[] frame = poll();
    if (frame.length == 0) {
      throw new AssertionError("the connection ended in the handshake");
    }
    return body(frame);
  }

  private static byte[] body(byte[] frame) {
    int length = ((frame[0] & 0xff) << 16) | ((frame[1] & 0xff) << 8) | (frame[2] & 0xff);
    if (length != frame.length - 3) {
      throw new AssertionError("a message that is not one frame");
    }
    return Arrays.copyOfRange(frame, 3, frame.length);
  }

  private byte[] poll() {
    try {
      byte[] message = messages.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came in time; before: " + seen);
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static final class Collector implements WebSocket.Listener {
    private volatile BlockingQueue<byte[]> target = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    @Override
    public void onOpen(WebSocket opened) {}

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] copy = new byte[data.remaining()];
      data.get(copy);
      partial.writeBytes(copy);
      if (last) {
        target.add(partial.toByteArray());
        partial.reset();
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      target.add(END);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      target.add(END);
    }
  }
}
