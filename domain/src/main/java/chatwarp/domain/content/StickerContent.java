package chatwarp.domain.content;

import chatwarp.domain.model.Dimensions;
import java.util.Optional;

/**
 * A sticker.
 *
 * @param lottie whether it is a vector animation instead of WebP
 */
public record StickerContent(
    MediaReference media,
    String mimetype,
    Optional<Dimensions> size,
    boolean animated,
    boolean lottie)
    implements MediaContent {
  /** The MIME type of vector animations, {@code .was} files. */
  public static final String LOTTIE = "application/was";

  @Override
  public MediaKind kind() {
    return MediaKind.STICKER;
  }
}
