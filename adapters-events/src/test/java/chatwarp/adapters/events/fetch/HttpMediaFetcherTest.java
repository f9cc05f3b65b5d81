package chatwarp.adapters.events.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.events.guard.HostResolver;
import chatwarp.domain.contract.MediaFetcherContract;
import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.MediaFetcher;
import chatwarp.domain.port.TargetPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpMediaFetcherTest extends MediaFetcherContract {
  @TempDir Path folder;
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected MediaFetcher fetcher() {
    return fetcher(new TargetPolicy(true), Duration.ofSeconds(20));
  }

  private HttpMediaFetcher fetcher(TargetPolicy policy, Duration timeout) {
    return new HttpMediaFetcher(policy, HostResolver.SYSTEM, folder, timeout);
  }

  @Override
  protected URI serving(byte[] body) {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "image/png")
            .body(new Buffer().write(body))
            .build());
    return address("/file");
  }

  @Override
  protected URI missing() {
    server.enqueue(new MockResponse.Builder().code(404).build());
    return address("/missing");
  }

  @Override
  protected URI forbidden() {
    return URI.create("http://169.254.169.254/latest/meta-data/");
  }

  @Override
  protected Path folder() {
    return folder;
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getPort() + path);
  }

  @Test
  void aBodyWithoutALengthIsCountedWhileItComes() throws IOException {
    server.enqueue(new MockResponse.Builder().chunkedBody("x".repeat(100_000), 1000).build());
    assertThrows(FetchException.TooLarge.class, () -> fetcher().fetch(address("/file"), 50_000));
    assertEquals(List.of(), files());
  }

  @Test
  void followsARedirectToAnAllowedAddress() throws IOException {
    server.enqueue(redirect(address("/next").toString()));
    URI url = serving(new byte[] {1, 2, 3});
    assertEquals(3, fetcher().fetch(url, 1000).size());
  }

  @Test
  void aRedirectToAForbiddenAddressIsRefused() {
    server.enqueue(redirect(forbidden().toString()));
    assertThrows(FetchException.TargetRefused.class, () -> fetcher().fetch(address("/file"), 1000));
  }

  @Test
  void everyRedirectIsGuardedNotOnlyTheFirst() {
    server.enqueue(redirect(address("/one").toString()));
    server.enqueue(redirect(address("/two").toString()));
    server.enqueue(redirect(forbidden().toString()));
    assertThrows(
        FetchException.TargetRefused.class, () -> fetcher().fetchStart(address("/file"), 1000));
    assertEquals(3, server.getRequestCount());
  }

  @Test
  void doesNotWaitForWhatIsBehindTheBeginning() throws IOException {
    server.enqueue(
        new MockResponse.Builder()
            .body("a".repeat(2000))
            .throttleBody(1000, 1, TimeUnit.HOURS)
            .build());
    assertEquals(1000, fetcher().fetchStart(address("/file"), 1000).size());
  }

  @Test
  void aRedirectToAFileIsNotFollowed() {
    server.enqueue(redirect("file:///etc/hostname"));
    assertThrows(FetchException.Failed.class, () -> fetcher().fetch(address("/file"), 1000));
  }

  @Test
  void endlessRedirectsEnd() {
    for (int i = 0; i < 30; i++) {
      server.enqueue(redirect(address("/again").toString()));
    }
    assertThrows(FetchException.Failed.class, () -> fetcher().fetch(address("/file"), 1000));
  }

  @Test
  void loopbackIsRefusedUnlessPrivateTargetsAreAllowed() {
    HttpMediaFetcher strict = fetcher(new TargetPolicy(false), Duration.ofSeconds(20));
    URI url = serving(new byte[1]);
    assertThrows(FetchException.TargetRefused.class, () -> strict.fetch(url, 1000));
    assertEquals(0, server.getRequestCount());
  }

  @Test
  void aSlowBodyRunsOutOfTimeAndLeavesNoFile() throws IOException {
    server.enqueue(
        new MockResponse.Builder().body("slow").throttleBody(1, 1, TimeUnit.HOURS).build());
    HttpMediaFetcher impatient = fetcher(new TargetPolicy(true), Duration.ofMillis(300));
    assertThrows(FetchException.Failed.class, () -> impatient.fetch(address("/file"), 1000));
    assertEquals(List.of(), files());
  }

  @Test
  void aBodyThatBreaksOffFailsAndLeavesNoFile() throws IOException {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(100_000))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    assertThrows(FetchException.Failed.class, () -> fetcher().fetch(address("/file"), 1_000_000));
    assertEquals(List.of(), files());
  }

  private static MockResponse redirect(String to) {
    return new MockResponse.Builder().code(302).addHeader("Location", to).build();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
