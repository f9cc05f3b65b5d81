package chatwarp.simulator.media;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * What was uploaded, and the beginnings of uploads that broke off. When the spool is full the
 * oldest files go, as old media does; their paths are answered with 410. Safe from any thread: the
 * lock guards the lists, never a transfer.
 */
public final class MediaFiles implements AutoCloseable {
  /** Expired: the sender has to upload it again. */
  static final int GONE = 410;

  private static final int REMEMBERED = 100_000;
  private static final int ID_BYTES = 12;

  private final MediaSpool spool;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, MediaFile> byId = new LinkedHashMap<>();
  private final Map<String, Path> partial = new HashMap<>();

  /**
   * An empty store.
   *
   * @param limit how many bytes it keeps on disk at most
   */
  public MediaFiles(long limit, InstantSource clock, RandomGenerator random) {
    spool = new MediaSpool(limit);
    this.clock = clock;
    this.random = random;
  }

  /**
   * Takes a file, or the rest of one.
   *
   * @param token the hash of the whole file, without padding
   * @param offset how much of it came before; that much must be here
   * @throws MediaRefusedException when the bytes do not have that hash, or there is no room
   */
  MediaFile store(String type, String token, long offset, InputStream body) {
    Path place = offset == 0 ? spool.newPlace() : continued(token, offset);
    byte[] hash;
    try {
      hash = spool.append(place, body, this::dropOldest);
    } catch (MediaSpool.BrokenOffException e) {
      keepPartial(token, place);
      throw new MediaRefusedException(400, "the body broke off", e);
    } catch (MediaRefusedException e) {
      spool.delete(place);
      throw e;
    }
    if (!MediaToken.of(hash).equals(token)) {
      spool.delete(place);
      throw new MediaRefusedException(400, "the token is not the hash of the body");
    }
    forgetPartial(token);
    return index(type, token, place);
  }

  private MediaFile index(String type, String token, Path place) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    MediaFile file =
        new MediaFile(
            HexFormat.of().formatHex(id),
            type,
            token,
            place,
            spool.length(place),
            clock.instant(),
            OptionalInt.empty());
    lock.lock();
    try {
      byId.put(file.id(), file);
      if (byId.size() > REMEMBERED) {
        removeOldest();
      }
    } finally {
      lock.unlock();
    }
    return file;
  }

  private void removeOldest() {
    MediaFile oldest = byId.remove(byId.keySet().iterator().next());
    if (oldest != null) {
      spool.delete(oldest.place());
    }
  }

  private Path continued(String token, long offset) {
    lock.lock();
    try {
      Path place = partial.get(token);
      if (place == null || spool.length(place) != offset) {
        throw new MediaRefusedException(416, "there is no beginning of that length");
      }
      partial.remove(token);
      return place;
    } finally {
      lock.unlock();
    }
  }

  private void keepPartial(String token, Path place) {
    Path earlier;
    lock.lock();
    try {
      earlier = partial.put(token, place);
    } finally {
      lock.unlock();
    }
    if (earlier != null) {
      spool.delete(earlier);
    }
  }

  private void forgetPartial(String token) {
    Path rest;
    lock.lock();
    try {
      rest = partial.remove(token);
    } finally {
      lock.unlock();
    }
    if (rest != null) {
      spool.delete(rest);
    }
  }

  /** How many bytes of an upload that broke off are here. */
  long begun(String token) {
    lock.lock();
    try {
      Path place = partial.get(token);
      return place == null ? 0 : spool.length(place);
    } finally {
      lock.unlock();
    }
  }

  private boolean dropOldest() {
    return list().stream().filter(MediaFile::there).findFirst().filter(this::expire).isPresent();
  }

  private boolean expire(MediaFile file) {
    lose(file.id(), GONE);
    return true;
  }

  /** The latest upload of these bytes that is still there. */
  public Optional<MediaFile> byToken(String token) {
    return list().reversed().stream()
        .filter(file -> file.there() && file.token().equals(token))
        .findFirst();
  }

  Optional<MediaFile> byId(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(byId.get(id));
    } finally {
      lock.unlock();
    }
  }

  /** Deletes a file's bytes; its path is answered with this status from now on. */
  public void lose(String id, int status) {
    MediaFile file;
    lock.lock();
    try {
      file = byId.get(id);
      if (file == null) {
        return;
      }
      byId.put(id, file.goneWith(status));
    } finally {
      lock.unlock();
    }
    spool.delete(file.place());
  }

  /** Everything that is remembered, in the order of upload. */
  public List<MediaFile> list() {
    lock.lock();
    try {
      return List.copyOf(byId.values());
    } finally {
      lock.unlock();
    }
  }

  /** The bytes on disk, those of unfinished uploads among them. */
  public long bytes() {
    return spool.used();
  }

  /** Deletes everything. */
  @Override
  public void close() {
    spool.close();
  }
}
