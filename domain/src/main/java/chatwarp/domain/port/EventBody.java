package chatwarp.domain.port;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a sink carries out, UTF-8 JSON: two parts with the base64 of a file between them, which may
 * be larger than memory should hold.
 */
public record EventBody(byte[] before, Optional<Path> file, byte[] after) {
  /** A body in one piece. */
  public static EventBody of(byte[] whole) {
    return new EventBody(whole, Optional.empty(), new byte[0]);
  }

  @Override
  public String toString() {
    return "EventBody[" + (before.length + after.length) + " bytes, file " + file.isPresent() + "]";
  }
}
