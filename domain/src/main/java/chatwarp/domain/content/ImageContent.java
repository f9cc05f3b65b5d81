package chatwarp.domain.content;

import chatwarp.domain.model.Dimensions;
import java.util.Optional;

/** A picture. */
public record ImageContent(
    MediaReference media,
    String mimetype,
    Optional<String> caption,
    Optional<Dimensions> size,
    Optional<Thumbnail> thumbnail,
    boolean viewOnce)
    implements MediaContent {
  @Override
  public MediaKind kind() {
    return MediaKind.IMAGE;
  }

  /** The same with another caption. */
  public ImageContent captioned(Optional<String> words) {
    return new ImageContent(media, mimetype, words, size, thumbnail, viewOnce);
  }

  /** Never shows what was said. */
  @Override
  public String toString() {
    return "ImageContent[" + media.length() + " bytes]";
  }
}
