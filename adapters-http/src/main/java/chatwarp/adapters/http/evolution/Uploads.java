package chatwarp.adapters.http.evolution;

import java.nio.file.Path;
import java.util.Optional;

/** The files of one request; they are gone when it is answered. */
public interface Uploads {
  /**
   * A part of a multipart body.
   *
   * @param digest SHA-256 of the file, in hexadecimal digits
   */
  record Part(Path file, Optional<String> name, Optional<String> contentType, String digest) {}

  /** The file in which a long string of the body lies, when this stands for one. */
  Optional<Path> spooled(String text);

  /** The part named {@code file}. */
  Optional<Part> part();

  /** A new empty file of this request. */
  Path create();
}
