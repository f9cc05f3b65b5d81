package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.model.Dimensions;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * How a camera was held: what a picture's Exif data says about turning it before it is shown.
 *
 * @param value 1 to 8 (TIFF 6.0, tag 274); 1 means as it is
 */
record Orientation(int value) {
  static final Orientation UPRIGHT = new Orientation(1);
  private static final int MOST = 8;
  private static final int FIRST_LYING = 5;

  /** Of a JPEG; upright where it does not say. */
  static Orientation of(Path jpeg) {
    try (ImageInputStream in = new FileImageInputStream(jpeg.toFile())) {
      List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
      if (segments.isEmpty()) {
        return UPRIGHT;
      }
      try (InputStream data = segments.getFirst().data()) {
        // One byte of padding stands between the name and the data.
        data.skipNBytes(1);
        return read(data);
      }
    } catch (IOException | RuntimeException _) {
      // What cannot be read says nothing; the picture itself may be fine.
      return UPRIGHT;
    }
  }

  private static Orientation read(InputStream exif) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(exif)) {
      Directory directory = new TIFFReader().read(in);
      Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
      return entry != null
              && entry.getValue() instanceof Number number
              && number.intValue() >= 1
              && number.intValue() <= MOST
          ? new Orientation(number.intValue())
          : UPRIGHT;
    }
  }

  /** The size that is seen. */
  Dimensions seen(Dimensions stored) {
    return value < FIRST_LYING
        ? stored
        : new Dimensions(/* width= */ stored.height(), /* height= */ stored.width());
  }

  /** The picture as it is seen. */
  BufferedImage upright(BufferedImage stored) {
    if (value == 1) {
      return stored;
    }
    int width = stored.getWidth();
    int height = stored.getHeight();
    AffineTransform turn =
        switch (value) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
          default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    Dimensions size = seen(new Dimensions(width, height));
    return Canvas.paint(size, stored, turn);
  }
}
