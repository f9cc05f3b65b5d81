package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.model.Dimensions;
import chatwarp.domain.port.MediaException;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture in a file. Its size is read before anything is decoded, and it is decoded no larger
 * than needed, so that a small file with a huge picture does no harm. One thread.
 */
final class Picture {
  /** More is refused: no camera makes it, and nobody could show it. */
  private static final long MOST_PIXELS = 120_000_000;

  /** Some kinds are decoded whole, whatever is left out later. */
  private static final long MOST_PIXELS_AT_ONCE = 40_000_000;

  /** What is decoded in full needs four bytes for each. */
  private static final long MOST_DECODED = 16_000_000;

  private static final int MOST_FRAMES = 2;

  private final Path file;
  private final FileType type;
  private final Orientation orientation;
  private final Dimensions stored;
  private final boolean animated;

  private Picture(
      Path file, FileType type, Orientation orientation, Dimensions stored, boolean animated) {
    this.file = file;
    this.type = type;
    this.orientation = orientation;
    this.stored = stored;
    this.animated = animated;
  }

  /**
   * Looks at a picture without decoding it.
   *
   * @throws MediaException when it cannot be read, or is too large
   */
  static Picture open(Path file, FileType type) {
    if (type.family() != FileType.Family.PICTURE) {
      throw new MediaException("the file is not an image that can be read");
    }
    return reading(
        file,
        type,
        reader -> {
          // The reader of WebP knows no animation without its first frame.
          Dimensions size =
              type == FileType.WEBP
                  ? WebpFile.read(file).size().orElseThrow(() -> new IIOException("no size"))
                  : new Dimensions(reader.getWidth(0), reader.getHeight(0));
          boolean byRow = type == FileType.JPEG || type == FileType.PNG;
          long most = byRow ? MOST_PIXELS : MOST_PIXELS_AT_ONCE;
          if ((long) size.width() * size.height() > most) {
            throw new MediaException(
                "the image has too many pixels: "
                    + (size.width() + " x " + size.height())
                    + (", at most " + most / 1_000_000 + " million are read"));
          }
          Orientation orientation =
              type == FileType.JPEG ? Orientation.of(file) : Orientation.UPRIGHT;
          return new Picture(file, type, orientation, size, animated(file, type, reader));
        });
  }

  private static boolean animated(Path file, FileType type, ImageReader reader) throws IOException {
    return switch (type) {
      case GIF -> frames(reader) >= MOST_FRAMES;
      case WEBP -> WebpFile.read(file).animated();
      default -> false;
    };
  }

  /** Counts no further than needed: a file may claim any number. */
  private static int frames(ImageReader reader) throws IOException {
    int count = 0;
    while (count < MOST_FRAMES) {
      try {
        reader.getWidth(count);
        count++;
      } catch (IndexOutOfBoundsException _) {
        return count;
      }
    }
    return count;
  }

  /** The size that is seen. */
  Dimensions size() {
    return orientation.seen(stored);
  }

  boolean animated() {
    return animated;
  }

  /**
   * The first frame, upright.
   *
   * @param edge what is wanted at least of its longer side, where it has that much
   */
  BufferedImage decode(int edge) {
    return reading(
        file,
        type,
        reader -> {
          int longest = Math.max(stored.width(), stored.height());
          int skip = Math.max(1, longest / edge);
          if (type == FileType.WEBP) {
            // Its reader decodes everything before it leaves out.
            requireDecodable(stored.width(), stored.height());
          }
          requireDecodable(stored.width() / skip, stored.height() / skip);
          ImageReadParam param = reader.getDefaultReadParam();
          param.setSourceSubsampling(skip, skip, 0, 0);
          return orientation.upright(reader.read(0, param));
        });
  }

  private static void requireDecodable(long width, long height) {
    if (width * height > MOST_DECODED) {
      throw new MediaException("the image has too many pixels to be converted");
    }
  }

  private interface Reading<T> {
    T with(ImageReader reader) throws IOException;
  }

  private static <T> T reading(Path file, FileType type, Reading<T> what) {
    ImageReader reader = reader(type);
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in, false, true);
      return what.with(reader);
    } catch (MediaException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Readers of pictures have many words for a damaged file.
      throw new MediaException("the image is damaged or of a kind that cannot be read", e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(FileType type) {
    if (type == FileType.WEBP) {
      return new WebPImageReaderSpi().createReaderInstance(null);
    }
    Iterator<ImageReader> readers =
        ImageIO.getImageReadersByFormatName(type.name().toLowerCase(Locale.ROOT));
    if (!readers.hasNext()) {
      throw new MediaException("images of this kind cannot be read here");
    }
    return readers.next();
  }

  /**
   * As JPEG.
   *
   * @param quality from 0 to 1
   */
  static byte[] jpeg(BufferedImage picture, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(quality);
    return write(writer, param, Canvas.opaque(picture));
  }

  /**
   * As WebP.
   *
   * @throws MediaException on machines that the library was not built for
   */
  static byte[] webp(BufferedImage picture, float quality) {
    try {
      ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
      WebPWriteParam param = new WebPWriteParam(Locale.ROOT);
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(param.getCompressionTypes()[WebPWriteParam.LOSSY_COMPRESSION]);
      param.setCompressionQuality(quality);
      return write(writer, param, picture);
    } catch (IOException | LinkageError e) {
      throw new MediaException("this machine cannot write WebP; send stickers as WebP", e);
    }
  }

  private static byte[] write(ImageWriter writer, ImageWriteParam param, BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), param);
    } catch (IOException e) {
      throw new MediaException("the image cannot be converted", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
