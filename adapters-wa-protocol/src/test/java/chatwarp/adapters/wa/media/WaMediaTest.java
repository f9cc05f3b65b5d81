package chatwarp.adapters.wa.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.DeafListener;
import chatwarp.adapters.wa.stream.FakeLink;
import chatwarp.adapters.wa.transport.HostResolver;
import chatwarp.adapters.wa.transport.SocketDialer;
import chatwarp.adapters.wa.transport.TlsClient;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.ProxyConfig;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session's media over real HTTPS, with a server that answers what hosts there are. */
@Timeout(60)
class WaMediaTest {
  private static final UserJid OWN = UserJid.phone("5511999990001");
  private static final Network LOCAL =
      new Network(URI.create("ws://127.0.0.1:1/ws/chat"), "00".repeat(32));

  private static Certificate local;
  private static Certificate whatsApp;

  @TempDir Path folder;
  private final FakeLink link = new FakeLink();
  private final ManualTime time = new ManualTime();

  /** Of the media alone: the connection is not kept alive here. */
  private final ManualTime clock = new ManualTime();

  private final Connection connection =
      new Connection(
          link, new DeafListener(), Thread::startVirtualThread, time, time, new Random(2));
  private final MockWebServer one = new MockWebServer();
  private final MockWebServer two = new MockWebServer();
  private final List<Duration> pauses = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> lookedUp = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final MediaRetries retries = new MediaRetries(new Random(3), Duration.ofMillis(200));
  private volatile List<String> hosts = List.of();
  private volatile Map<String, Integer> lifetimes = Map.of("ttl", 60);
  private volatile Optional<String> fallback = Optional.empty();

  @BeforeAll
  static void certificates(@TempDir Path folder) throws Exception {
    local = Certificate.of("localhost", folder);
    whatsApp = Certificate.of("mmg.whatsapp.net", folder);
  }

  @BeforeEach
  void start() throws IOException {
    for (MockWebServer server : List.of(one, two)) {
      server.useHttps(local.server().getSocketFactory());
      server.start(InetAddress.getLoopbackAddress(), 0);
    }
    hosts = List.of(authority(one), authority(two));
    connection.start();
    Thread.startVirtualThread(this::answer);
  }

  @AfterEach
  void stop() {
    link.close();
    one.close();
    two.close();
  }

  private static String authority(MockWebServer server) {
    return "localhost:" + server.getPort();
  }

  /** The server tells the hosts, until the connection ends. */
  private void answer() {
    try {
      while (connection.open()) {
        Node asking = link.sent();
        if (asking.is("iq") && asking.attrIs("xmlns", "w:m")) {
          link.deliver(hostsFor(asking));
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Node hostsFor(Node asking) {
    NodeBuilder told = Node.builder("media_conn").attr("auth", "word " + asked.incrementAndGet());
    lifetimes.forEach(told::attr);
    told.children(hosts.stream().map(this::host).toList());
    return Node.builder("iq")
        .attr("from", ServerJid.WHATSAPP)
        .attr("type", "result")
        .attr("id", asking.requireAttr("id"))
        .children(told.build())
        .build();
  }

  private Node host(String name) {
    NodeBuilder host = Node.builder("host").attr("hostname", name).attr("type", "primary");
    fallback.ifPresent(other -> host.attr("fallback_hostname", other));
    return host.build();
  }

  private WaMedia media() {
    return media(LOCAL, TlsClient.of(local.client()), Optional.empty());
  }

  private WaMedia media(Network network, TlsClient tls, Optional<ProxyConfig> proxy) {
    HostResolver resolver =
        host -> {
          lookedUp.add(host);
          return HostResolver.loopbackOnly().resolve(host);
        };
    return new WaMedia(
        new WaMedia.Link(() -> connection, () -> OWN),
        new MediaHttp(new MediaHostRule(network), tls),
        SocketDialer.of(resolver, proxy),
        new Random(1),
        clock,
        retries,
        folder,
        pauses::add);
  }

  private static MockResponse stored() {
    return new MockResponse.Builder()
        .body("{\"url\":\"https://localhost/v/file?a=1\",\"direct_path\":\"/v/file?a=1\"}")
        .build();
  }

  private static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).build();
  }

  private static MockResponse blob(byte[] bytes) {
    return new MockResponse.Builder().body(new Buffer().write(bytes)).build();
  }

  private Path file(int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return Files.write(folder.resolve("file"), bytes);
  }

  /** Uploads a file and says what the host received. */
  private record Sent(MediaReference reference, byte[] blob) {}

  private Sent sent(WaMedia media, Path file) throws Exception {
    one.enqueue(stored());
    MediaReference reference = media.upload(MediaKind.VIDEO, file);
    return new Sent(reference, one.takeRequest().getBody().toByteArray());
  }

  private void assertNothingLeft(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(names), files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void uploadsAFileThatComesBackEqual() throws Exception {
    WaMedia media = media();
    Path file = file(100_000);
    Sent sent = sent(media, file);
    MediaReference reference = sent.reference();
    assertEquals("/v/file?a=1", reference.directPath());
    assertEquals(Optional.of(URI.create("https://localhost/v/file?a=1")), reference.url());
    assertEquals(100_000, reference.length());
    assertTrue(reference.sidecar().isPresent());
    assertNothingLeft("file");

    one.enqueue(blob(sent.blob()));
    Path target = folder.resolve("target");
    media.download(MediaKind.VIDEO, reference, target);
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
    assertNothingLeft("file", "target");
    assertEquals(1, asked.get());
  }

  @Test
  void saysWhatItBringsAndWhatItWants() throws Exception {
    WaMedia media = media();
    one.enqueue(stored());
    MediaReference reference = media.upload(MediaKind.VOICE, file(10));
    RecordedRequest up = one.takeRequest();
    String token = Transfers.token(reference.encryptedSha256());
    assertEquals("POST", up.getMethod());
    assertEquals("/mms/audio/" + token, up.getUrl().encodedPath());
    assertEquals("word 1", up.getUrl().queryParameter("auth"));
    assertEquals(token, up.getUrl().queryParameter("token"));
    assertEquals("https://web.whatsapp.com", up.getHeaders().get("Origin"));
    assertEquals("26", up.getHeaders().get("Content-Length"));

    one.enqueue(blob(up.getBody().toByteArray()));
    media.download(MediaKind.VOICE, reference, folder.resolve("target"));
    assertEquals(
        "/v/file?a=1&hash=" + token + "&mms-type=audio&__wa-mms=", one.takeRequest().getTarget());
  }

  @Test
  void asksForANewWordWhenTheHostRefusesTheOldOne() throws Exception {
    WaMedia media = media();
    one.enqueue(status(401));
    one.enqueue(stored());
    media.upload(MediaKind.IMAGE, file(10));
    assertEquals("word 1", one.takeRequest().getUrl().queryParameter("auth"));
    assertEquals("word 2", one.takeRequest().getUrl().queryParameter("auth"));
    assertEquals(List.of(), pauses);
  }

  @Test
  void asksForANewWordOnceOnly() throws Exception {
    WaMedia media = media();
    one.enqueue(status(403));
    one.enqueue(status(401));
    Path file = file(10);
    assertThrows(SessionException.MediaFailed.class, () -> media.upload(MediaKind.IMAGE, file));
    assertEquals(2, asked.get());
    assertNothingLeft("file");
  }

  @Test
  void asksForHostsAgainWhenTheirTimeIsOver() throws Exception {
    WaMedia media = media();
    Path file = file(10);
    sent(media, file);
    sent(media, file);
    assertEquals(1, asked.get());
    clock.advance(Duration.ofSeconds(60));
    sent(media, file);
    assertEquals(2, asked.get());
  }

  @Test
  void asksForANewWordBeforeAnUploadWhenItsTimeIsOver() throws Exception {
    lifetimes = Map.of("ttl", 60, "auth_ttl", 20);
    WaMedia media = media();
    Path file = file(10);
    Sent sent = sent(media, file);
    clock.advance(Duration.ofSeconds(20));
    one.enqueue(blob(sent.blob()));
    media.download(MediaKind.VIDEO, sent.reference(), folder.resolve("target"));
    one.takeRequest();
    assertEquals(1, asked.get());
    one.enqueue(stored());
    media.upload(MediaKind.IMAGE, file);
    assertEquals("word 2", one.takeRequest().getUrl().queryParameter("auth"));
    assertEquals(2, asked.get());
  }

  @Test
  void goesToTheHostToFallBackOnWhenOneCannotBeReached() throws Exception {
    hosts = List.of(authority(one));
    fallback = Optional.of(authority(two));
    one.close();
    two.enqueue(stored());
    WaMedia media = media();
    MediaReference reference = media.upload(MediaKind.VIDEO, file(10));
    byte[] blob = two.takeRequest().getBody().toByteArray();
    two.enqueue(blob(blob));
    media.download(MediaKind.VIDEO, reference, folder.resolve("target"));
    assertEquals(List.of(), pauses);
    assertEquals(1, asked.get());
  }

  @Test
  void goesToTheHostToFallBackOnWhenOneRefuses() throws Exception {
    hosts = List.of(authority(one));
    fallback = Optional.of(authority(two));
    one.enqueue(status(503));
    two.enqueue(stored());
    media().upload(MediaKind.VIDEO, file(10));
    assertEquals(List.of(), pauses);
  }

  @Test
  void goesToTheNextHostWhenOneFails() throws Exception {
    WaMedia media = media();
    one.enqueue(status(500));
    two.enqueue(stored());
    media.upload(MediaKind.IMAGE, file(10));
    one.enqueue(new MockResponse.Builder().body("not json").build());
    two.enqueue(stored());
    media.upload(MediaKind.IMAGE, file(10));
    assertEquals(List.of(), pauses);
  }

  @Test
  void triesAllHostsAgainAfterAPause() throws Exception {
    hosts = List.of(authority(one));
    WaMedia media = media();
    one.enqueue(status(503));
    one.enqueue(status(429));
    Sent sent = sent(media, file(10), 3);
    assertEquals(10, sent.reference().length());
    assertEquals(2, pauses.size());

    for (int i = 0; i < 3; i++) {
      one.enqueue(status(500));
    }
    assertThrows(
        SessionException.MediaFailed.class,
        () -> media.download(MediaKind.VIDEO, sent.reference(), folder.resolve("target")));
    assertEquals(4, pauses.size());
    assertNothingLeft("file");
  }

  private Sent sent(WaMedia media, Path file, int requests) throws Exception {
    one.enqueue(stored());
    MediaReference reference = media.upload(MediaKind.VIDEO, file);
    for (int i = 1; i < requests; i++) {
      one.takeRequest();
    }
    return new Sent(reference, one.takeRequest().getBody().toByteArray());
  }

  @Test
  void doesNotInsistWhenNoHostWantsTheFile() throws Exception {
    WaMedia media = media();
    one.enqueue(status(413));
    two.enqueue(status(413));
    Path file = file(10);
    SessionException failure =
        assertThrows(SessionException.MediaFailed.class, () -> media.upload(MediaKind.IMAGE, file));
    assertTrue(failure.getMessage().contains("413"));
    assertEquals(List.of(), pauses);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void saysWhenAFileHasExpired(int code) throws Exception {
    WaMedia media = media();
    Sent sent = sent(media, file(10));
    one.enqueue(status(code));
    Path target = folder.resolve("target");
    assertThrows(
        SessionException.MediaGone.class,
        () -> media.download(MediaKind.VIDEO, sent.reference(), target));
    assertEquals(0, two.getRequestCount());
    assertFalse(Files.exists(target));
    assertNothingLeft("file");
  }

  @Test
  void takesTheFileFromAnotherHostWhenOneHasItWrong() throws Exception {
    WaMedia media = media();
    Path file = file(1000);
    Sent sent = sent(media, file);
    byte[] wrong = sent.blob().clone();
    wrong[3] ^= 1;
    one.enqueue(blob(wrong));
    two.enqueue(blob(sent.blob()));
    Path target = folder.resolve("target");
    media.download(MediaKind.VIDEO, sent.reference(), target);
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
  }

  @Test
  void leavesNothingOfAFileThatIsWrongEverywhere() throws Exception {
    WaMedia media = media();
    Sent sent = sent(media, file(1000));
    byte[] wrong = sent.blob().clone();
    wrong[3] ^= 1;
    one.enqueue(blob(wrong));
    two.enqueue(blob(wrong));
    Path target = Files.writeString(folder.resolve("target"), "before");
    assertThrows(
        SessionException.MediaFailed.class,
        () -> media.download(MediaKind.VIDEO, sent.reference(), target));
    assertEquals("before", Files.readString(target));
    assertNothingLeft("file", "target");
  }

  @Test
  void readsAsADocumentOnlyWhatWasSentAsOne() throws Exception {
    WaMedia media = media();
    Sent sent = sent(media, file(1000));
    one.enqueue(blob(sent.blob()));
    two.enqueue(blob(sent.blob()));
    assertThrows(
        SessionException.MediaFailed.class,
        () -> media.download(MediaKind.DOCUMENT, sent.reference(), folder.resolve("target")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mmg.whatsapp.net", "10.0.0.1:443", "example.org", "127.0.0.1@example.org"})
  void neverDialsAHostThatHasNoBusinessWithASimulatedAccount(String host) throws Exception {
    hosts = List.of(host);
    WaMedia media = media();
    Path file = file(10);
    assertThrows(SessionException.MediaFailed.class, () -> media.upload(MediaKind.IMAGE, file));
    assertEquals(List.of(), List.copyOf(lookedUp));
    assertEquals(List.of(), pauses);
  }

  @Test
  void neverDialsAnyoneButWhatsAppForARealAccount() throws Exception {
    WaMedia media = media(Network.WHATSAPP, TlsClient.of(local.client()), Optional.empty());
    Path file = file(10);
    assertThrows(SessionException.MediaFailed.class, () -> media.upload(MediaKind.IMAGE, file));
    assertEquals(List.of(), List.copyOf(lookedUp));
    assertEquals(0, one.getRequestCount());
  }

  @Test
  void followsNoRedirectToAnotherNetwork() throws Exception {
    WaMedia media = media();
    Sent sent = sent(media, file(10));
    hosts = List.of(authority(one));
    clock.advance(Duration.ofMinutes(2));
    one.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", "https://mmg.whatsapp.net/v/file")
            .build());
    assertThrows(
        SessionException.MediaFailed.class,
        () -> media.download(MediaKind.VIDEO, sent.reference(), folder.resolve("target")));
    assertFalse(lookedUp.contains("mmg.whatsapp.net"));
  }

  @Test
  void aPathCannotChooseTheHost() throws Exception {
    WaMedia media = media();
    Sent sent = sent(media, file(10));
    one.enqueue(status(404));
    assertThrows(
        SessionException.MediaGone.class,
        () ->
            media.download(
                MediaKind.VIDEO,
                sent.reference().movedTo("//example.org/v/file"),
                folder.resolve("target")));
    assertEquals("//example.org/v/file", one.takeRequest().getUrl().encodedPath());
  }

  @Test
  void trustsNoCertificateThatIsNotTheHosts() throws Exception {
    WaMedia media = media(LOCAL, TlsClient.of(whatsApp.client()), Optional.empty());
    Path file = file(10);
    assertThrows(SessionException.MediaFailed.class, () -> media.upload(MediaKind.IMAGE, file));
    assertEquals(0, one.getRequestCount());
  }

  @Test
  void trustsAnyCertificateOfThisMachineWhenTold() throws Exception {
    assertEquals(
        10,
        sent(media(LOCAL, TlsClient.trustingLoopback(), Optional.empty()), file(10))
            .reference()
            .length());
  }

  @Test
  void goesThroughTheInstancesProxyWhichLooksTheHostUp() throws Exception {
    hosts = List.of("mmg.whatsapp.net");
    try (MockWebServer proxy = new MockWebServer()) {
      proxy.useHttps(whatsApp.server().getSocketFactory());
      proxy.start(InetAddress.getLoopbackAddress(), 0);
      proxy.enqueue(new MockResponse.Builder().inTunnel().build());
      proxy.enqueue(stored());
      ProxyConfig config =
          new ProxyConfig(
              ProxyConfig.Protocol.HTTP,
              "127.0.0.1",
              proxy.getPort(),
              Optional.of(new ProxyConfig.Credentials("user", "password")));
      WaMedia media = media(Network.WHATSAPP, TlsClient.of(whatsApp.client()), Optional.of(config));
      media.upload(MediaKind.IMAGE, file(10));
      RecordedRequest tunnel = proxy.takeRequest();
      assertEquals("CONNECT", tunnel.getMethod());
      assertEquals("mmg.whatsapp.net:443", tunnel.getHeaders().get("Host"));
      assertTrue(tunnel.getHeaders().get("Proxy-Authorization").startsWith("Basic "));
      assertEquals("POST", proxy.takeRequest(10, TimeUnit.SECONDS).getMethod());
      assertEquals(List.of("127.0.0.1"), List.copyOf(lookedUp));
    }
  }

  @Test
  void cannotUploadWhatCannotBeRead() {
    WaMedia media = media();
    assertThrows(
        SessionException.MediaFailed.class,
        () -> media.upload(MediaKind.IMAGE, folder.resolve("nowhere")));
  }
}
