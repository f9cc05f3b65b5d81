package chatwarp.domain.contract;

import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.LinkReader;
import chatwarp.domain.port.MediaFetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files and pages of a web that a test makes up. Any thread may call. */
public final class InMemoryFetcher implements MediaFetcher, LinkReader {
  private record Served(byte[] bytes, String contentType) {}

  private final Path folder;
  private final Map<URI, Served> files = new ConcurrentHashMap<>();
  private final Map<URI, Page> pages = new ConcurrentHashMap<>();

  /**
   * @param folder where downloads are kept
   */
  public InMemoryFetcher(Path folder) {
    this.folder = folder;
  }

  /** Puts a file there. */
  public URI serve(String url, String contentType, byte... bytes) {
    URI address = URI.create(url);
    files.put(address, new Served(bytes.clone(), contentType));
    return address;
  }

  /** Puts a page there. */
  public void page(String url, Page page) {
    pages.put(URI.create(url), page);
  }

  @Override
  public Fetched fetch(URI url, long maxBytes) {
    Served served = served(url);
    if (served.bytes().length > maxBytes) {
      throw new FetchException.TooLarge(maxBytes);
    }
    return kept(served.bytes(), served.contentType());
  }

  @Override
  public Fetched fetchStart(URI url, long bytes) {
    Served served = served(url);
    int length = (int) Math.min(bytes, served.bytes().length);
    return kept(Arrays.copyOf(served.bytes(), length), served.contentType());
  }

  private Served served(URI url) {
    return Optional.ofNullable(files.get(url))
        .orElseThrow(() -> new FetchException.Failed("the other side answered 404"));
  }

  private Fetched kept(byte[] bytes, String contentType) {
    try {
      Path file = Files.createTempFile(folder, "fetch-", ".part");
      Files.write(file, bytes);
      return new Fetched(file, bytes.length, Optional.of(contentType));
    } catch (IOException e) {
      throw new FetchException.Failed("the file cannot be written", e);
    }
  }

  @Override
  public Optional<Page> read(URI url) {
    if (!pages.containsKey(url)) {
      throw new FetchException.Failed("the other side answered 404");
    }
    return Optional.ofNullable(pages.get(url));
  }
}
