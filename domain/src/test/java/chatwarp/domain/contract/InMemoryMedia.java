package chatwarp.domain.contract;

import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.Sha256;
import chatwarp.domain.port.MediaSession;
import chatwarp.domain.port.SessionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The media hosts of the in-memory WhatsApp; nothing is encrypted there. Any thread may call. */
final class InMemoryMedia implements MediaSession {
  private static final String PATH = "/v/memory-";

  private final InstantSource clock;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, byte[]> expired = new ConcurrentHashMap<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final AtomicInteger count = new AtomicInteger();

  InMemoryMedia(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public MediaReference upload(MediaKind kind, Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String path = PATH + count.incrementAndGet();
      files.put(path, bytes);
      return new MediaReference(
          Optional.empty(),
          path,
          Secret.copyOf(new byte[32]),
          sha256(bytes),
          sha256(path.getBytes(StandardCharsets.UTF_8)),
          bytes.length,
          clock.instant());
    } catch (IOException e) {
      throw new SessionException.MediaFailed("the file cannot be read", e);
    }
  }

  private static Sha256 sha256(byte[] bytes) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has it", e);
    }
  }

  @Override
  public void download(MediaKind kind, MediaReference reference, Path target) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionException.MediaFailed("interrupted", e);
    }
    byte[] bytes = files.get(reference.directPath());
    if (bytes == null) {
      throw new SessionException.MediaGone();
    }
    try {
      Files.write(target, bytes);
    } catch (IOException e) {
      throw new SessionException.MediaFailed("the file cannot be written", e);
    }
  }

  @Override
  public MediaReference renew(MessageKey message, MediaReference reference) {
    byte[] bytes = expired.remove(reference.directPath());
    if (bytes == null) {
      throw new SessionException.MediaGone();
    }
    String path = PATH + count.incrementAndGet();
    files.put(path, bytes);
    return reference.movedTo(path);
  }

  /** Downloads wait from now on, or no more. */
  void stall(boolean stalled) {
    gate.countDown();
    gate = new CountDownLatch(stalled ? 1 : 0);
  }

  /** Phones have none of the files any more. */
  void lose() {
    expired.clear();
  }

  /** Takes every file off the hosts; phones still have them. */
  void expire() {
    expired.putAll(files);
    files.clear();
  }
}
