package chatwarp.adapters.events.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.events.guard.HostResolver;
import chatwarp.domain.contract.EventPublisherContract;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.EventBody;
import chatwarp.domain.port.EventPublisher;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.EventTarget;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.TargetId;
import chatwarp.domain.port.TargetPolicy;
import chatwarp.domain.port.ToldMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPublisherTest extends EventPublisherContract {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final MockWebServer server = new MockWebServer();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<WebhookPublisher> publishers = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    publishers.forEach(WebhookPublisher::close);
    server.close();
  }

  /** {@code /status/503} answers 503, {@code /slow} never in time, anything else 200. */
  private MockResponse answer(RecordedRequest request) {
    List<String> path = request.getUrl().pathSegments();
    if (path.getFirst().equals("slow")) {
      return new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build();
    }
    if (path.getFirst().equals("status")) {
      MockResponse.Builder answer = new MockResponse.Builder().code(Integer.parseInt(path.get(1)));
      String wish = request.getUrl().queryParameter("wish");
      String to = request.getUrl().queryParameter("to");
      if (wish != null) {
        answer.addHeader("Retry-After", wish);
      }
      if (to != null) {
        answer.addHeader("Location", to);
      }
      return answer.build();
    }
    bodies.add(request.getBody().utf8());
    return new MockResponse.Builder().body("thanks").build();
  }

  @Override
  protected EventPublisher publisher() {
    return publisher(new TargetPolicy(true), Duration.ofSeconds(20));
  }

  private WebhookPublisher publisher(TargetPolicy policy, Duration timeout) {
    return publisher(policy, timeout, HostResolver.SYSTEM);
  }

  private WebhookPublisher publisher(TargetPolicy policy, Duration timeout, HostResolver resolver) {
    WebhookPublisher publisher =
        new WebhookPublisher(
            policy,
            resolver,
            new PlainRenderer(),
            InstantSource.fixed(NOW),
            new WebhookOptions(timeout, WebhookOptions.DEFAULT.finalStatuses()));
    publishers.add(publisher);
    return publisher;
  }

  /** The payload and the destination, which is all that these tests look at. */
  private static final class PlainRenderer implements EventRenderer {
    @Override
    public byte[] data(InstanceId id, InstanceName name, InstanceEvent event) {
      return new byte[0];
    }

    @Override
    public byte[] envelope(StoredEvent event, Optional<String> destination) {
      String data = new String(event.event().data(), StandardCharsets.UTF_8);
      return (destination.orElse("-") + " " + data).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public EventBody envelope(
        StoredEvent event, Optional<String> destination, EventAttachment attachment) {
      byte[] whole = envelope(event, destination);
      return attachment instanceof EventAttachment.Attached(Path file)
          ? new EventBody(whole, Optional.of(file), "<end>".getBytes(StandardCharsets.UTF_8))
          : EventBody.of(whole);
    }

    @Override
    public Optional<ToldMessage> message(NewEvent event) {
      return Optional.empty();
    }
  }

  @Test
  void putsAFileIntoTheBodyAsBase64(@TempDir Path folder) throws IOException {
    byte[] bytes = new byte[300_001];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    EventAttachment file = new EventAttachment.Attached(Files.write(folder.resolve("f"), bytes));
    assertEquals(new Delivery.Delivered(), publisher().publish(willing(), event("{}"), file));
    String body = bodies.getFirst();
    assertTrue(body.endsWith("{}" + Base64.getEncoder().encodeToString(bytes) + "<end>"));
  }

  @Test
  void triesAgainWhenTheFileIsGone(@TempDir Path folder) {
    EventAttachment gone = new EventAttachment.Attached(folder.resolve("gone"));
    assertInstanceOf(Delivery.TryAgain.class, publisher().publish(willing(), event("{}"), gone));
  }

  @Override
  protected EventTarget willing() {
    return hook("/hook");
  }

  @Override
  protected EventTarget refusing() {
    return hook("/status/404");
  }

  @Override
  protected EventTarget failing() {
    return hook("/status/500");
  }

  @Override
  protected EventTarget absent() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return target("http://127.0.0.1:" + free.getLocalPort() + "/", false, Map.of());
    } catch (IOException e) {
      throw new AssertionError("no free port", e);
    }
  }

  @Override
  protected List<String> taken() {
    return bodies;
  }

  private EventTarget hook(String path) {
    return target(address(path), false, Map.of());
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getPort() + path;
  }

  private static EventTarget target(String url, boolean byEvents, Map<String, String> headers) {
    return new EventTarget.Webhook(
        TargetId.WEBHOOK,
        new WebhookConfig(true, URI.create(url), byEvents, false, headers, Set.of()));
  }

  private RecordedRequest posted(EventTarget target) throws InterruptedException {
    publisher().publish(target, event("{}"));
    return server.takeRequest(10, TimeUnit.SECONDS);
  }

  @Test
  void postsJsonWithTheEventsId() throws InterruptedException {
    StoredEvent event = event("{}");
    publisher().publish(willing(), event);
    RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
    assertEquals("POST", request.getMethod());
    assertEquals("application/json", request.getHeaders().get("Content-Type"));
    assertEquals(event.event().id().toString(), request.getHeaders().get("X-Event-Id"));
    assertEquals(address("/hook") + " {}", request.getBody().utf8());
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource({
    "/hook, /hook/messages-upsert",
    "/hook/, /hook/messages-upsert",
    "/hook?token=a%20b&x=1, /hook/messages-upsert?token=a%20b&x=1",
    "/, /messages-upsert",
    "'', /messages-upsert",
  })
  void appendsTheEventToThePathWhenSoSet(String path, String expected) throws InterruptedException {
    assertEquals(EventKind.MESSAGES_UPSERT, event("{}").event().kind());
    RecordedRequest request = posted(target(address(path), true, Map.of()));
    assertEquals(expected, request.getTarget());
    assertEquals(address(expected) + " {}", request.getBody().utf8());
  }

  @Test
  void sendsTheUsersHeadersButNotThoseOfTheConnection() throws InterruptedException {
    RecordedRequest request =
        posted(
            target(
                address("/hook"),
                false,
                Map.of("X-Mine", "1", "Host", "evil", "Content-Length", "7", "X-Event-Id", "x")));
    assertEquals("1", request.getHeaders().get("X-Mine"));
    assertEquals("127.0.0.1:" + server.getPort(), request.getHeaders().get("Host"));
    assertEquals(1, request.getHeaders().values("X-Event-Id").size());
    assertFalse(request.getHeaders().values("X-Event-Id").contains("x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"k", "a key of some length that is longer than sixty-four bytes, so hashed"})
  void signsATokenForAKeyOfAnyLength(String key) throws Exception {
    RecordedRequest request = posted(target(address("/hook"), false, Map.of("jwt_key", key)));
    assertNull(request.getHeaders().get("jwt_key"));
    String[] parts =
        request.getHeaders().get("Authorization").substring("Bearer ".length()).split("\\.", -1);
    assertEquals("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", text(parts[0]));
    assertEquals(
        "{\"iat\":1767323045,\"exp\":1767323645,\"app\":\"evolution\",\"action\":\"webhook\"}",
        text(parts[1]));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] expected = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(expected), parts[2]);
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @Test
  void anEmptyTokenKeyIsNone() throws InterruptedException {
    RecordedRequest request = posted(target(address("/hook"), false, Map.of("jwt_key", "")));
    assertNull(request.getHeaders().get("Authorization"));
  }

  @Test
  void aUserInTheAddressBecomesAHeaderAndIsNotTold() throws InterruptedException {
    String url = "http://ana:s3cret@127.0.0.1:" + server.getPort() + "/hook";
    RecordedRequest request = posted(target(url, false, Map.of()));
    assertEquals("Basic YW5hOnMzY3JldA==", request.getHeaders().get("Authorization"));
    assertFalse(request.getBody().utf8().contains("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void every2xxIsDelivered(int status) {
    assertEquals(new Delivery.Delivered(), publish("/status/" + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422})
  void givesUpAfterAnswersThatWillNotChange(int status) {
    assertEquals(new Delivery.GiveUp("answered " + status), publish("/status/" + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 405, 408, 409, 425, 429, 500, 502, 503, 504})
  void triesAgainAfterEveryOtherAnswer(int status) {
    assertEquals(
        new Delivery.TryAgain("answered " + status, Optional.empty()),
        publish("/status/" + status));
  }

  @ParameterizedTest(name = "{0} means {1} s")
  @CsvSource({
    "120, 120",
    "0, 0",
    "'Fri, 02 Jan 2026 03:05:05 GMT', 60",
    "'Fri, 02 Jan 2026 03:00:00 GMT', 0",
    "99999999999999999999, 86400",
    "999999, 86400",
  })
  void passesTheTargetsWishOn(String wish, long seconds) {
    assertEquals(
        new Delivery.TryAgain("answered 503", Optional.of(Duration.ofSeconds(seconds))),
        publish("/status/503?wish=" + wish.replace(" ", "%20")));
  }

  @Test
  void anAttemptIsOneRequestEvenWhenTheTargetWantsItAgainAtOnce() {
    publish("/status/503?wish=0");
    assertEquals(1, server.getRequestCount());
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1.5"})
  void ignoresAWishThatMakesNoSense(String wish) {
    assertEquals(
        new Delivery.TryAgain("answered 429", Optional.empty()),
        publish("/status/429?wish=" + wish));
  }

  @Test
  void doesNotFollowRedirects() {
    publish("/status/307?to=" + address("/hook"));
    assertEquals(1, server.getRequestCount());
    assertTrue(bodies.isEmpty());
  }

  @Test
  void triesAgainWhenNoAnswerCameInTime() {
    WebhookPublisher impatient = publisher(new TargetPolicy(true), Duration.ofMillis(200));
    assertEquals(
        new Delivery.TryAgain("no answer in time", Optional.empty()),
        impatient.publish(hook("/slow"), event("{}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]"})
  void privateTargetsAreRefusedHoweverTheyAreWritten(String host) {
    WebhookPublisher strict = publisher(new TargetPolicy(false), Duration.ofSeconds(20));
    EventTarget target =
        target("http://" + host + ":" + server.getPort() + "/hook", false, Map.of());
    assertEquals(
        new Delivery.GiveUp("the address is not allowed"), strict.publish(target, event("{}")));
    assertEquals(0, server.getRequestCount());
  }

  @Test
  void aNameThatLeadsToAMetadataServiceIsRefusedEvenWithPrivateTargets() {
    WebhookPublisher publisher =
        publisher(
            new TargetPolicy(true),
            Duration.ofSeconds(20),
            _ ->
                List.of(
                    InetAddress.getByAddress(
                        new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254})));
    assertEquals(
        new Delivery.GiveUp("the address is not allowed"),
        publisher.publish(target("http://metadata.example/", false, Map.of()), event("{}")));
  }

  @Test
  void anUnknownHostIsTriedAgain() {
    WebhookPublisher publisher =
        publisher(
            new TargetPolicy(true),
            Duration.ofSeconds(20),
            host -> {
              throw new UnknownHostException(host);
            });
    assertEquals(
        new Delivery.TryAgain("no connection", Optional.empty()),
        publisher.publish(target("http://nowhere.example/", false, Map.of()), event("{}")));
  }

  @Test
  void aHeaderThatCannotBeSentIsGivenUp() {
    assertInstanceOf(
        Delivery.GiveUp.class,
        publisher().publish(target(address("/hook"), false, Map.of("X", "a\nb")), event("{}")));
  }

  private Delivery publish(String path) {
    return publisher().publish(hook(path), event("{}"));
  }
}
