package chatwarp.simulator.media;

import chatwarp.domain.model.Jid;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The profile pictures of people and groups: plain JPEGs (06 §9). The preview is served from the
 * same bytes. Safe from any thread.
 */
public final class Pictures {
  private static final int MAX_BYTES = 1 << 20;

  private final MediaPaths paths;
  private final AtomicLong lastId;
  private final Map<Jid, Picture> byOwner = new ConcurrentHashMap<>();
  private final Map<String, byte[]> byId = new ConcurrentHashMap<>();

  /** One picture; the id changes with each. */
  public record Picture(String id, int size) {}

  public Pictures(MediaPaths paths, InstantSource clock) {
    this.paths = paths;
    // Ids look like the real ones, which are seconds, and never repeat.
    lastId = new AtomicLong(clock.instant().getEpochSecond());
  }

  /**
   * Gives somebody a new picture.
   *
   * @param owner a person by number, or a group
   * @throws MediaRefusedException 406 when it is no square JPEG of at most 1 MiB
   */
  public Picture set(Jid owner, byte[] jpeg) {
    if (jpeg.length > MAX_BYTES) {
      throw new MediaRefusedException(406, "larger than " + MAX_BYTES + " bytes");
    }
    Jpeg size = Jpeg.parse(jpeg);
    if (size.width() != size.height() || size.width() == 0) {
      throw new MediaRefusedException(406, "not square");
    }
    Picture picture = new Picture(Long.toString(lastId.incrementAndGet()), size.width());
    byId.put(picture.id(), jpeg.clone());
    forget(byOwner.put(owner, picture));
    return picture;
  }

  /** Takes somebody's picture away; empty when there was none. */
  public Optional<Picture> remove(Jid owner) {
    Picture removed = byOwner.remove(owner);
    forget(removed);
    return Optional.ofNullable(removed);
  }

  private void forget(@Nullable Picture old) {
    if (old != null) {
      byId.remove(old.id());
    }
  }

  public Optional<Picture> of(Jid owner) {
    return Optional.ofNullable(byOwner.get(owner));
  }

  /** The bytes of a picture. */
  public Optional<byte[]> bytes(String id) {
    return Optional.ofNullable(byId.get(id)).map(byte[]::clone);
  }

  /** The directPath of a picture. */
  public String directPath(Picture picture, boolean preview) {
    return paths.picture(picture.id(), preview);
  }

  /** The whole address of a directPath. */
  public String url(String directPath) {
    return paths.url(directPath);
  }
}
