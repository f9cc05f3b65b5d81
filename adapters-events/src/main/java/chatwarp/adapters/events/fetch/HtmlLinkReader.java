package chatwarp.adapters.events.fetch;

import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.LinkReader;
import chatwarp.domain.port.MediaFetcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what an HTML page says of itself: Open Graph first (ogp.me), then what HTML has. Any thread
 * may call; a call blocks as long as its fetcher does.
 */
public final class HtmlLinkReader implements LinkReader {
  private static final Logger LOG = LoggerFactory.getLogger(HtmlLinkReader.class);

  /** What a page says of itself stands in its head. */
  private static final long HEAD = 512 * 1024;

  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_DESCRIPTION = 1000;
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]+)");

  private final MediaFetcher fetcher;

  /**
   * @param fetcher guards the addresses, and gives up early
   */
  public HtmlLinkReader(MediaFetcher fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public Optional<Page> read(URI url) {
    MediaFetcher.Fetched fetched = fetcher.fetchStart(url, HEAD);
    try {
      return fetched.contentType().filter(HtmlLinkReader::isHtml).isPresent()
          ? page(url, parsed(url, fetched))
          : Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      throw new FetchException.Failed("the page cannot be read", e);
    } finally {
      discard(fetched);
    }
  }

  private static boolean isHtml(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/html") || type.startsWith("application/xhtml+xml");
  }

  private static Document parsed(URI url, MediaFetcher.Fetched fetched) throws IOException {
    try (InputStream in = Files.newInputStream(fetched.file())) {
      return Jsoup.parse(in, charset(fetched.contentType().orElse("")), url.toString());
    }
  }

  /** Null lets the page itself say. */
  private static @Nullable String charset(String contentType) {
    Matcher named = CHARSET.matcher(contentType);
    try {
      return named.find() ? Charset.forName(named.group(1)).name() : null;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      LOG.debug("a page names an unknown charset", e);
      return null;
    }
  }

  private static Optional<Page> page(URI url, Document html) {
    Optional<String> title =
        first(html, "og:title", "twitter:title")
            .or(() -> Optional.of(html.title().strip()).filter(text -> !text.isEmpty()));
    return title.map(text ->
        new Page(
            cut(text, LONGEST_TITLE),
            first(html, "og:description", "twitter:description", "description")
                .map(said -> cut(said, LONGEST_DESCRIPTION)),
            first(html, "og:image", "og:image:url", "twitter:image")
                .flatMap(image -> address(url, image))));
  }

  private static Optional<String> first(Document html, String... names) {
    return List.of(names).stream()
        .flatMap(name ->
            Stream.of("property", "name")
                .map(attribute -> "meta[" + attribute + "=\"" + name + "\"]"))
        .flatMap(query -> html.select(query).stream())
        .map(meta -> meta.attr("content").strip())
        .filter(content -> !content.isEmpty())
        .findFirst();
  }

  private static Optional<URI> address(URI page, String image) {
    try {
      return Optional.of(page.resolve(new URI(image)))
          .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      LOG.debug("a page names a picture that is no address", e);
      return Optional.empty();
    }
  }

  private static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest));
  }

  private static void discard(MediaFetcher.Fetched fetched) {
    try {
      Files.deleteIfExists(fetched.file());
    } catch (IOException e) {
      LOG.warn("a fetched page could not be deleted", e);
    }
  }
}
