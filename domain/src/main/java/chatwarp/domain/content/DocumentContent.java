package chatwarp.domain.content;

import java.util.Optional;
import java.util.OptionalInt;

/** Any file. */
public record DocumentContent(
    MediaReference media,
    String mimetype,
    String fileName,
    Optional<String> caption,
    OptionalInt pages,
    Optional<Thumbnail> thumbnail)
    implements MediaContent {
  @Override
  public MediaKind kind() {
    return MediaKind.DOCUMENT;
  }

  /** The same with another caption. */
  public DocumentContent captioned(Optional<String> words) {
    return new DocumentContent(media, mimetype, fileName, words, pages, thumbnail);
  }

  /** Never shows what was said. */
  @Override
  public String toString() {
    return "DocumentContent[" + media.length() + " bytes]";
  }
}
