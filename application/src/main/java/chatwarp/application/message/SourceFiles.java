package chatwarp.application.message;

import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.MediaFetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that users hand over, by address or with the request. Any thread may call. */
public final class SourceFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SourceFiles.class);

  /**
   * A file at hand; whoever gets it deletes it.
   *
   * @param mimetype as the other side said
   * @param name what its address calls it
   */
  public record SourceFile(Path path, Optional<String> mimetype, Optional<String> name) {}

  private final MediaFetcher fetcher;
  private final long maxBytes;

  /**
   * @param maxBytes larger files are refused
   */
  public SourceFiles(MediaFetcher fetcher, long maxBytes) {
    this.fetcher = fetcher;
    this.maxBytes = maxBytes;
  }

  /**
   * Gets a file, blocking.
   *
   * @throws FetchException when it cannot be downloaded, or is too large
   */
  public SourceFile open(MediaSource source) {
    return switch (source) {
      case MediaSource.Remote(URI url) -> {
        MediaFetcher.Fetched fetched = fetcher.fetch(url, maxBytes);
        yield new SourceFile(fetched.file(), fetched.contentType(), name(url));
      }
      case MediaSource.Spooled(Path file, Optional<String> mimetype) -> {
        requireSmall(file);
        yield new SourceFile(file, mimetype, Optional.empty());
      }
    };
  }

  private void requireSmall(Path file) {
    try {
      if (Files.size(file) > maxBytes) {
        throw new FetchException.TooLarge(maxBytes);
      }
    } catch (IOException e) {
      throw new FetchException.Failed("the uploaded file is gone", e);
    }
  }

  private static Optional<String> name(URI url) {
    return Optional.ofNullable(url.getPath())
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .filter(last -> !last.isBlank());
  }

  /** Deletes what came with a request, if it is still there. */
  public static void discard(SendContent content) {
    spooled(content).forEach(SourceFiles::discard);
  }

  /** Deletes a file that came with a request, if it is still there. */
  public static void discard(MediaSource source) {
    if (source instanceof MediaSource.Spooled spooled) {
      discard(spooled.file());
    }
  }

  private static Stream<MediaSource> spooled(SendContent content) {
    return switch (content) {
      case SendContent.Media(MediaOrder order) -> Stream.of(order.source());
      case SendContent.Album(List<MediaOrder> items) -> items.stream().map(MediaOrder::source);
      case SendContent.Headed headed -> Stream.of(headed.header().source());
      case SendContent.Ready _, SendContent.Forward _ -> Stream.empty();
    };
  }

  /** Deletes a file. What cannot be deleted stays until the next start empties the folder. */
  public static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a spool file could not be deleted", e);
    }
  }
}
