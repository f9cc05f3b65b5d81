package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.model.Dimensions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads what the boxes of an MP4 say about it (ISO 14496-12): how long it plays, how large its
 * picture is, and whether it has picture and sound at all. Nothing is decoded.
 */
final class Mp4File {
  private static final int DEEPEST = 6;
  private static final int MOST_BOXES = 10_000;
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;
  private static final int MOVIE_HEADER = 32;
  private static final int TRACK_HEADER = 96;

  /** What the boxes say. */
  record Facts(
      Optional<Duration> duration, Optional<Dimensions> size, boolean picture, boolean sound) {}

  private final RandomAccessFile in;
  private Optional<Duration> duration = Optional.empty();
  private Optional<Dimensions> size = Optional.empty();
  private Optional<Dimensions> trackSize = Optional.empty();
  private boolean picture;
  private boolean sound;
  private int boxes;

  private Mp4File(RandomAccessFile in) {
    this.in = in;
  }

  /** What can be read; a file that is cut off or wrong says less. */
  static Facts read(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      Mp4File reader = new Mp4File(in);
      reader.children(0, in.length(), 0);
      return new Facts(reader.duration, reader.size, reader.picture, reader.sound);
    }
  }

  private void children(long from, long to, int depth) throws IOException {
    long at = from;
    while (at + HEADER <= to && depth < DEEPEST && boxes < MOST_BOXES) {
      boxes++;
      byte[] header = bytes(at, HEADER);
      long length = Bits.bigEndian(header, 0, 4);
      long body = at + HEADER;
      if (length == 1 && at + LONG_HEADER <= to) {
        length = Bits.bigEndian(bytes(body, 8), 0, 8);
        body = at + LONG_HEADER;
      } else if (length == 0) {
        length = to - at;
      }
      if (length < body - at || length > to - at) {
        return;
      }
      box(new String(header, 4, 4, StandardCharsets.ISO_8859_1), body, at + length, depth);
      at += length;
    }
  }

  private void box(String name, long from, long to, int depth) throws IOException {
    switch (name) {
      case "moov", "mdia" -> children(from, to, depth + 1);
      case "trak" -> {
        trackSize = Optional.empty();
        children(from, to, depth + 1);
      }
      case "mvhd" -> movieHeader(from, to);
      case "tkhd" -> trackHeader(from, to);
      case "hdlr" -> handler(from, to);
      default -> {
        // Nothing of interest.
      }
    }
  }

  private void movieHeader(long from, long to) throws IOException {
    if (to - from < MOVIE_HEADER) {
      return;
    }
    byte[] box = bytes(from, MOVIE_HEADER);
    boolean wide = box[0] == 1;
    long scale = Bits.bigEndian(box, wide ? 20 : 12, 4);
    long length = wide ? Bits.bigEndian(box, 24, 8) : Bits.bigEndian(box, 16, 4);
    boolean unknown = length == (wide ? -1 : 0xFFFF_FFFFL);
    if (length > 0 && !unknown) {
      duration = Sounds.played(length, scale);
    }
  }

  private void trackHeader(long from, long to) throws IOException {
    boolean wide = to - from >= TRACK_HEADER && bytes(from, 1)[0] == 1;
    int length = wide ? TRACK_HEADER : TRACK_HEADER - 12;
    if (to - from < length) {
      return;
    }
    byte[] box = bytes(from, length);
    // Fixed-point numbers of 16.16 bits; a matrix before them turns the picture.
    int width = (int) Bits.bigEndian(box, length - 8, 2);
    int height = (int) Bits.bigEndian(box, length - 4, 2);
    boolean turned = Bits.bigEndian(box, length - 44, 4) == 0;
    if (width > 0 && height > 0) {
      trackSize =
          Optional.of(turned ? new Dimensions(height, width) : new Dimensions(width, height));
    }
  }

  private void handler(long from, long to) throws IOException {
    if (to - from < 12) {
      return;
    }
    String kind = new String(bytes(from, 12), 8, 4, StandardCharsets.ISO_8859_1);
    if (kind.equals("vide")) {
      picture = true;
      size = size.or(() -> trackSize);
    }
    sound |= kind.equals("soun");
  }

  private byte[] bytes(long at, int count) throws IOException {
    in.seek(at);
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return bytes;
  }
}
