package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.MediaSession;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionFact;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files between a session of ours and the simulator's media host, over TLS. */
@Timeout(600)
class MediaScenarioTest {
  private static final String NUMBER = "5511999990001";
  private static final String THEIRS = "5511999990002";

  /** A gigabyte is shown on demand: {@code -Dchatwarp.media.mb=1024}. */
  private static final int LARGE_MB = Integer.getInteger("chatwarp.media.mb", 48);

  private static final long MB = 1 << 20;
  private static final long GROWTH = 32 * MB;

  @TempDir Path folder;
  private final Offline offline = new Offline(true);

  @AfterEach
  void close() {
    offline.close();
  }

  private Device device() {
    offline.account(NUMBER);
    return new Device(offline, 1).pair(NUMBER);
  }

  private Path file(long length) throws IOException {
    Path file = folder.resolve("file");
    Random random = new Random(length);
    byte[] piece = new byte[(int) Math.min(length, MB)];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long left = length; left > 0; left -= piece.length) {
        random.nextBytes(piece);
        out.write(piece, 0, (int) Math.min(left, piece.length));
      }
    }
    return file;
  }

  @Test
  void carriesALargeFileInLittleMemory() throws Exception {
    MediaSession media = device().session.media();
    Path file = file(LARGE_MB * MB);
    Path target = folder.resolve("target");
    media.download(MediaKind.VIDEO, media.upload(MediaKind.VIDEO, small()), target);
    long before = live();
    CountDownLatch done = new CountDownLatch(1);
    CompletableFuture<Long> most =
        CompletableFuture.supplyAsync(() -> mostUntil(done), Thread::startVirtualThread);
    media.download(MediaKind.DOCUMENT, media.upload(MediaKind.DOCUMENT, file), target);
    done.countDown();
    long growth = most.get(60, TimeUnit.SECONDS) - before;
    System.out.println(LARGE_MB + " MB up and down, the heap grew by " + growth / 1024 + " KiB");
    assertEquals(-1, Files.mismatch(file, target));
    assertTrue(growth < GROWTH, growth + " bytes");
  }

  /** So that what is loaded once does not count. */
  private Path small() throws IOException {
    return Files.write(folder.resolve("small"), new byte[1000]);
  }

  /** The simulator's host in the same process counts too. */
  private static long live() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long mostUntil(CountDownLatch done) {
    long most = 0;
    try {
      do {
        most = Math.max(most, live());
      } while (!done.await(100, TimeUnit.MILLISECONDS));
      return most;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void goesOnWhenTheHostForgetsWhoWeAre() throws Exception {
    MediaSession media = device().session.media();
    Path file = file(100);
    media.upload(MediaKind.IMAGE, file);
    offline.post("/admin/media/revoke-auth", Map.of());
    assertEquals(100, media.upload(MediaKind.IMAGE, file).length());
  }

  @Test
  void triesAgainWhenTheHostIsBusy() throws Exception {
    MediaSession media = device().session.media();
    offline.post("/admin/media/faults", Map.of("on", "upload", "status", 503, "times", 1));
    MediaReference reference = media.upload(MediaKind.IMAGE, file(100));
    offline.post("/admin/media/faults", Map.of("on", "download", "status", 500, "times", 1));
    Path target = folder.resolve("target");
    media.download(MediaKind.IMAGE, reference, target);
    assertEquals(100, Files.size(target));
  }

  @Test
  void getsAnExpiredFileFromThePhoneAgain() throws Exception {
    Device device = device();
    offline.account(THEIRS);
    byte[] bytes = "the whole file".getBytes(StandardCharsets.UTF_8);
    offline.post(
        "/admin/phones/" + THEIRS + "/send",
        Map.of(
            "to",
            UserJid.phone(NUMBER).toString(),
            "content",
            Map.of("type", "document", "data", Base64.getEncoder().encodeToString(bytes))));
    SessionFact.Received received = device.host.awaitFact(SessionFact.Received.class, 1);
    MediaReference reference =
        assertInstanceOf(MediaContent.class, received.content().orElseThrow().content()).media();
    offline.post("/admin/media/expire", Map.of("all", true));
    MediaSession media = device.session.media();
    Path target = folder.resolve("target");
    assertThrows(
        SessionException.MediaGone.class,
        () -> media.download(MediaKind.DOCUMENT, reference, target));
    MediaReference renewed = media.renew(received.message().key(), reference);
    media.download(MediaKind.DOCUMENT, renewed, target);
    assertArrayEquals(bytes, Files.readAllBytes(target));
  }
}
