package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.domain.content.LinkPreview;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.port.LinkReader;
import chatwarp.domain.port.MediaFetcher;
import chatwarp.domain.port.MediaWorkshop;
import chatwarp.domain.port.PortException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what the first link of a text leads to. A preview is an ornament: whatever goes wrong, the
 * text goes without it. Any thread may call; blocks.
 */
final class LinkPreviews {
  private static final Logger LOG = LoggerFactory.getLogger(LinkPreviews.class);
  private static final long MAX_IMAGE = 5L * 1024 * 1024;

  /** A link as people write it; what ends a sentence is not a part of it. */
  private static final Pattern LINK =
      Pattern.compile("(?i)\\b(?:https?://|www\\.)[^\\s<>\"]*[^\\s<>\".,;:!?'()\\[\\]{}]");

  private record Picture(MediaWorkshop.Prepared prepared, Optional<MediaReference> large) {}

  private final LinkReader links;
  private final MediaFetcher fetcher;
  private final MediaWorkshop workshop;

  LinkPreviews(LinkReader links, MediaFetcher fetcher, MediaWorkshop workshop) {
    this.links = links;
    this.fetcher = fetcher;
    this.workshop = workshop;
  }

  /** The text with a preview of its first link, when there is something to see. */
  TextContent adorned(InstanceHandle instance, TextContent text) {
    if (text.preview().isPresent() || text.style().isPresent()) {
      return text;
    }
    return firstLink(text.text())
        .flatMap(link -> preview(instance, link))
        .map(preview -> new TextContent(text.text(), Optional.of(preview), text.style()))
        .orElse(text);
  }

  static Optional<String> firstLink(String text) {
    Matcher matcher = LINK.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  private Optional<LinkPreview> preview(InstanceHandle instance, String link) {
    try {
      URI url =
          new URI(link.toLowerCase(Locale.ROOT).startsWith("www.") ? "https://" + link : link);
      return links.read(url).map(page -> preview(instance, link, page));
    } catch (URISyntaxException | PortException e) {
      LOG.debug("a link gets no preview", e);
      return Optional.empty();
    }
  }

  private LinkPreview preview(InstanceHandle instance, String link, LinkReader.Page page) {
    Optional<Picture> picture = page.image().flatMap(image -> picture(instance, image));
    return new LinkPreview(
        link,
        page.title(),
        page.description(),
        picture.flatMap(seen -> seen.prepared().thumbnail()),
        picture.flatMap(Picture::large),
        picture.filter(seen -> seen.large().isPresent()).flatMap(seen -> seen.prepared().size()));
  }

  private Optional<Picture> picture(InstanceHandle instance, URI image) {
    MediaFetcher.Fetched fetched;
    try {
      fetched = fetcher.fetch(image, MAX_IMAGE);
    } catch (PortException e) {
      LOG.debug("a preview gets no picture", e);
      return Optional.empty();
    }
    try {
      MediaWorkshop.Prepared prepared =
          workshop.prepare(
              new MediaWorkshop.Order(
                  MediaKind.IMAGE, fetched.file(), fetched.contentType(), Optional.empty(), false));
      try {
        return Optional.of(new Picture(prepared, Optional.of(uploaded(instance, prepared))));
      } finally {
        SourceFiles.discard(prepared.file());
      }
    } catch (PortException | InvalidValueException e) {
      LOG.debug("a preview gets no picture", e);
      return Optional.empty();
    } finally {
      SourceFiles.discard(fetched.file());
    }
  }

  private static MediaReference uploaded(InstanceHandle instance, MediaWorkshop.Prepared prepared) {
    return instance.media().upload(MediaKind.LINK_THUMBNAIL, prepared.file());
  }
}
