package chatwarp.simulator.listen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private final TlsIdentity identity =
      TlsIdentity.selfSigned(Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private Listener listener;

  @BeforeEach
  void open() {
    listener =
        Listener.open(
            "127.0.0.1",
            0,
            0,
            identity,
            Echo::new,
            request ->
                HttpAnswer.text(
                    200,
                    request.method()
                        + " "
                        + request.path()
                        + " "
                        + request.query().get("q")
                        + " "
                        + request.text()
                        + " "
                        + request.secure()),
            new Nothing());
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void answersHttpOnThePlainPort() throws Exception {
    assertEquals(
        "POST /a/b x y hello false",
        post(HttpClient.newHttpClient(), "http://127.0.0.1:" + listener.port(), "hello").body());
  }

  @Test
  void answersHttpsToAClientThatTrustsOnlyItsCertificate() throws Exception {
    assertEquals(
        "POST /a/b x y hello true",
        post(trusting(), "https://127.0.0.1:" + listener.tlsPort(), "hello").body());
    assertEquals(
        200, post(trusting(), "https://localhost:" + listener.tlsPort(), "hello").statusCode());
  }

  @Test
  void refusesABodyAboveTheLimit() throws Exception {
    String big = "x".repeat(HttpRequest.MAX_BODY + 1);
    HttpResponse<String> answer =
        post(HttpClient.newHttpClient(), "http://127.0.0.1:" + listener.port(), big);
    assertEquals(413, answer.statusCode());
  }

  @Test
  void carriesBinaryMessagesOfEverySizeOverBothPorts() throws Exception {
    for (String base :
        new String[] {
          "ws://127.0.0.1:" + listener.port(), "wss://127.0.0.1:" + listener.tlsPort()
        }) {
      for (int size : new int[] {1, 125, 126, 65535, 65536, 1 << 20}) {
        byte[] message = new byte[size];
        message[size - 1] = 7;
        assertArrayEquals(message, exchange(base + "/ws/chat?ED=abc", message), base + " " + size);
      }
    }
  }

  @Test
  void tellsTheServiceWhenAClientLeaves() throws Exception {
    exchange("ws://127.0.0.1:" + listener.port() + "/ws/chat", new byte[] {1});
    assertEquals("closed", closed.poll(10, TimeUnit.SECONDS));
  }

  private static HttpResponse<String> post(HttpClient client, String base, String body)
      throws Exception {
    return client.send(
        java.net.http.HttpRequest.newBuilder(URI.create(base + "/a/b?q=x%20y"))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpClient trusting() throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    byte[] pem = identity.pem().getBytes(StandardCharsets.US_ASCII);
    store.setCertificateEntry(
        "simulator",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private byte[] exchange(String url, byte[] message) throws Exception {
    BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    WebSocket socket =
        trusting()
            .newWebSocketBuilder()
            .buildAsync(URI.create(url), new Collector(answers))
            .get(10, TimeUnit.SECONDS);
    socket.sendBinary(ByteBuffer.wrap(message), true).get(10, TimeUnit.SECONDS);
    byte[] answer = answers.poll(10, TimeUnit.SECONDS);
    socket.abort();
    assertTrue(answer != null, "no answer");
    return answer;
  }

  private final class Echo implements SocketReceiver {
    private final SocketSink sink;

    Echo(SocketSink sink) {
      this.sink = sink;
    }

    @Override
    public void received(ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      sink.send(copy);
    }

    @Override
    public void closed() {
      closed.add("closed");
    }
  }

  private static final class Collector implements WebSocket.Listener {
    private final BlockingQueue<byte[]> messages;
    private final java.io.ByteArrayOutputStream partial = new java.io.ByteArrayOutputStream();

    Collector(BlockingQueue<byte[]> messages) {
      this.messages = messages;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] copy = new byte[data.remaining()];
      data.get(copy);
      partial.writeBytes(copy);
      if (last) {
        messages.add(partial.toByteArray());
        partial.reset();
      }
      socket.request(1);
      return null;
    }
  }

  /** Takes no path, so that every request is an ordinary one. */
  private static final class Nothing implements StreamService {
    @Override
    public boolean takes(String path) {
      return false;
    }

    @Override
    public StreamAnswer answer(StreamRequest request) {
      throw new AssertionError("asked for " + request.path());
    }
  }
}
