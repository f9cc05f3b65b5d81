package chatwarp.simulator.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The encrypted files that phones have downloaded or sent, kept apart from the media host's: when
 * the host has lost one, the phone can upload it again. Bounded; the oldest go. Safe from any
 * thread.
 */
public final class BlobShelf implements AutoCloseable {
  private final MediaSpool spool;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Path> byToken = new LinkedHashMap<>();

  /**
   * An empty shelf.
   *
   * @param limit in bytes
   */
  public BlobShelf(long limit) {
    spool = new MediaSpool(limit);
  }

  /**
   * Keeps a file.
   *
   * @param token the hash of its bytes, without padding
   * @return false when it is no such file, or too large
   */
  public boolean keep(String token, InputStream blob) {
    Path place = spool.newPlace();
    try {
      if (!MediaToken.of(spool.append(place, blob, this::dropOldest)).equals(token)) {
        spool.delete(place);
        return false;
      }
    } catch (MediaRefusedException | MediaSpool.BrokenOffException e) {
      spool.delete(place);
      return false;
    }
    Path earlier;
    lock.lock();
    try {
      earlier = byToken.put(token, place);
    } finally {
      lock.unlock();
    }
    if (earlier != null) {
      spool.delete(earlier);
    }
    return true;
  }

  private boolean dropOldest() {
    Path oldest;
    lock.lock();
    try {
      if (byToken.isEmpty()) {
        return false;
      }
      oldest = byToken.remove(byToken.keySet().iterator().next());
    } finally {
      lock.unlock();
    }
    if (oldest != null) {
      spool.delete(oldest);
    }
    return true;
  }

  /** The bytes of a kept file. */
  public Optional<InputStream> open(String token) {
    Path place;
    lock.lock();
    try {
      place = byToken.get(token);
      return place == null ? Optional.empty() : Optional.of(Files.newInputStream(place));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("a kept file cannot be read", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    spool.close();
  }
}
