package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.StickerContent;
import chatwarp.domain.model.Dimensions;
import chatwarp.domain.port.MediaException;
import chatwarp.domain.port.MediaWorkshop.Order;
import chatwarp.domain.port.MediaWorkshop.Prepared;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Stickers: WebP as it comes, and other pictures made into it. */
final class Stickers {
  private static final int EDGE = 512;
  private static final Dimensions SIZE = new Dimensions(EDGE, EDGE);
  private static final float[] QUALITIES = {0.8f, 0.5f, 0.2f};
  private static final int LENGTH = 100 * 1024;
  private static final int LONGEST = 1 << 20;

  private final Optional<Ffmpeg> ffmpeg;

  Stickers(Optional<Ffmpeg> ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  Prepared prepare(Order order, FileType type) throws IOException {
    // A vector animation is packed in a ZIP.
    boolean packed = type == FileType.ZIP || type == FileType.UNKNOWN;
    if (packed && order.mimetype().filter(StickerContent.LOTTIE::equals).isPresent()) {
      return sticker(order.file(), StickerContent.LOTTIE, SIZE, true);
    }
    Picture picture = Picture.open(order.file(), type);
    if (type == FileType.WEBP && (picture.animated() || fits(picture) || !order.convert())) {
      return sticker(order.file(), type.mimetype(), picture.size(), picture.animated());
    }
    if (!order.convert()) {
      throw new MediaException("a sticker must be a WebP image");
    }
    if (picture.animated()) {
      Ffmpeg program =
          ffmpeg.orElseThrow(() ->
              new MediaException(
                  "an animated sticker must be a WebP image; to convert it, configure ffmpeg"));
      return MadeFiles.look(
          program.convert(Ffmpeg.Job.STICKER, order.file()),
          file -> sticker(file, FileType.WEBP.mimetype(), SIZE, true));
    }
    BufferedImage fitted = Canvas.fitted(picture.decode(2 * EDGE), EDGE);
    return MadeFiles.look(
        MadeFiles.beside(order.file(), ".webp", smallWebp(fitted)),
        file -> sticker(file, FileType.WEBP.mimetype(), SIZE, false));
  }

  private static boolean fits(Picture picture) {
    return picture.size().equals(SIZE);
  }

  /** As good as its length allows. */
  private static byte[] smallWebp(BufferedImage picture) {
    byte[] bytes = new byte[0];
    for (float quality : QUALITIES) {
      bytes = Picture.webp(picture, quality);
      if (bytes.length <= LENGTH) {
        return bytes;
      }
    }
    return bytes;
  }

  private static Prepared sticker(Path file, String mimetype, Dimensions size, boolean animated)
      throws IOException {
    long length = Files.size(file);
    if (length > LONGEST) {
      throw new MediaException("a sticker must not have more than 1 MB");
    }
    return new Prepared(
        MediaKind.STICKER,
        file,
        length,
        mimetype,
        Optional.of(size),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        animated,
        OptionalInt.empty());
  }
}
