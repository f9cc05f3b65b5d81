package chatwarp.domain.port;

import java.net.URI;
import java.util.Optional;

/** Looks at a page that a text links to. */
public interface LinkReader {
  /**
   * What a page says of itself.
   *
   * @param image a picture of it
   */
  record Page(String title, Optional<String> description, Optional<URI> image) {}

  /**
   * Downloads a page and reads its head, blocking, for a few seconds at most; within the target
   * policy.
   *
   * @return empty when it says nothing of itself
   * @throws FetchException when refused, too large or failed
   */
  Optional<Page> read(URI url);
}
