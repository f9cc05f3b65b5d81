package chatwarp.domain.content;

import chatwarp.domain.model.Dimensions;
import java.time.Duration;
import java.util.Optional;

/**
 * A moving picture.
 *
 * @param duration whole seconds
 */
public record VideoContent(
    MediaReference media,
    String mimetype,
    Style style,
    Optional<String> caption,
    Optional<Dimensions> size,
    Optional<Duration> duration,
    Optional<Thumbnail> thumbnail,
    boolean viewOnce)
    implements MediaContent {
  /** How it is shown. */
  public enum Style {
    PLAIN,
    /** Silent and repeating. */
    GIF,
    /** A round video note. */
    ROUND
  }

  @Override
  public MediaKind kind() {
    return switch (style) {
      case PLAIN -> MediaKind.VIDEO;
      case GIF -> MediaKind.GIF;
      case ROUND -> MediaKind.PTV;
    };
  }

  /** The same with another caption. */
  public VideoContent captioned(Optional<String> words) {
    return new VideoContent(media, mimetype, style, words, size, duration, thumbnail, viewOnce);
  }

  /** Never shows what was said. */
  @Override
  public String toString() {
    return "VideoContent[" + media.length() + " bytes]";
  }
}
