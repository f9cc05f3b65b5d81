package chatwarp.domain.port;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Guarded download of a user's URL. */
public interface MediaFetcher {
  /**
   * A downloaded file; its owner deletes it.
   *
   * @param contentType as the other side said
   */
  record Fetched(Path file, long size, Optional<String> contentType) {}

  /**
   * Downloads to a file, blocking. Every address is checked against the target policy, also after
   * redirects, and the checked address is the one connected to.
   *
   * @param maxBytes larger bodies are refused
   * @throws FetchException when refused, too large or failed
   */
  Fetched fetch(URI url, long maxBytes);

  /**
   * The same of the beginning only, of so many bytes; what is behind is not downloaded.
   *
   * @throws FetchException when refused or failed
   */
  Fetched fetchStart(URI url, long bytes);
}
