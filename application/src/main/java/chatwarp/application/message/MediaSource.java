package chatwarp.application.message;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a file that a user wants sent comes from. */
public sealed interface MediaSource {
  /** It is to be downloaded, within the target policy. */
  record Remote(URI url) implements MediaSource {}

  /**
   * It came with the request and lies in a spool file, which the application deletes.
   *
   * @param mimetype as the upload said
   */
  record Spooled(Path file, Optional<String> mimetype) implements MediaSource {}
}
