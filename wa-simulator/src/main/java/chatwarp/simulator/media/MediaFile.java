package chatwarp.simulator.media;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * One uploaded file.
 *
 * @param id names it in its path
 * @param type the mms type it was uploaded as, for example {@code image}
 * @param token base64url of the SHA-256 of its bytes, without padding
 * @param place where its bytes are, while they are there
 * @param length in bytes
 * @param gone the status its path is answered with, once its bytes are gone
 */
public record MediaFile(
    String id,
    String type,
    String token,
    Path place,
    long length,
    Instant storedAt,
    OptionalInt gone) {

  MediaFile goneWith(int status) {
    return new MediaFile(id, type, token, place, length, storedAt, OptionalInt.of(status));
  }

  public boolean there() {
    return gone.isEmpty();
  }
}
