package chatwarp.adapters.wa.media.workshop;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long a WebM or Matroska file plays, as its information says (RFC 9559 §5.1.2). */
final class MatroskaFile {
  private static final int SEGMENT = 0x1853_8067;
  private static final int INFO = 0x1549_A966;
  private static final int CLUSTER = 0x1F43_B675;
  private static final int SCALE = 0x2A_D7B1;
  private static final int DURATION = 0x4489;

  private static final long USUAL_SCALE = 1_000_000;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long LONGEST_INFO = 1 << 16;

  /** Elements that are looked at; the information stands near the beginning. */
  private static final int MOST_ELEMENTS = 1000;

  /**
   * The beginning of an element.
   *
   * @param body where its content begins
   * @param end where it ends; at the end of what it is in, when its length is not known
   */
  private record Element(int id, long body, long end) {}

  private MatroskaFile() {}

  /** The duration, where the file says it; what is recorded live does not. */
  static Optional<Duration> duration(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      Optional<Element> segment = find(in, SEGMENT, 0, in.length());
      Optional<Element> info =
          segment.isEmpty()
              ? Optional.empty()
              : find(in, INFO, segment.get().body(), segment.get().end());
      return info.isEmpty() ? Optional.empty() : duration(in, info.get());
    }
  }

  private static Optional<Duration> duration(RandomAccessFile in, Element info) throws IOException {
    long end = Math.min(info.end(), info.body() + LONGEST_INFO);
    Optional<Element> units = find(in, DURATION, info.body(), end);
    Optional<Element> scale = find(in, SCALE, info.body(), end);
    if (units.isEmpty()) {
      return Optional.empty();
    }
    double count = decimal(bytes(in, units.get()));
    long nanos = scale.isEmpty() ? USUAL_SCALE : number(bytes(in, scale.get()));
    double millis = count * nanos / NANOS_PER_MILLI;
    return millis >= 1 && millis <= Sounds.LONGEST.toMillis()
        ? Optional.of(Duration.ofMillis((long) millis))
        : Optional.empty();
  }

  /** The first element of that kind between two places; pictures and sound end the search. */
  private static Optional<Element> find(RandomAccessFile in, int id, long from, long to)
      throws IOException {
    long at = from;
    for (int looked = 0; looked < MOST_ELEMENTS && at < to; looked++) {
      Optional<Element> next = element(in, at, to);
      if (next.isEmpty() || next.get().id() == CLUSTER) {
        return Optional.empty();
      }
      if (next.get().id() == id) {
        return next;
      }
      at = next.get().end();
    }
    return Optional.empty();
  }

  /** The element that begins at a place (RFC 8794 §4 to §6). */
  private static Optional<Element> element(RandomAccessFile in, long at, long to)
      throws IOException {
    byte[] head = new byte[(int) Math.min(12, to - at)];
    in.seek(at);
    in.readFully(head);
    int idLength = length(head, 0);
    int sizeLength = idLength > 4 ? 9 : length(head, idLength);
    if (sizeLength > 8 || idLength + sizeLength > head.length) {
      return Optional.empty();
    }
    long body = at + idLength + sizeLength;
    long marked = Bits.bigEndian(head, idLength, sizeLength);
    long ones = (1L << (7 * sizeLength)) - 1;
    long size = marked & ones;
    long end = size == ones || size > to - body ? to : body + size;
    return Optional.of(new Element((int) Bits.bigEndian(head, 0, idLength), body, end));
  }

  /** How many bytes a number has: the place of the first bit tells; 9 when none is set. */
  private static int length(byte[] bytes, int at) {
    int first = at < bytes.length ? bytes[at] & 0xFF : 0;
    return first == 0 ? 9 : Integer.numberOfLeadingZeros(first) - 23;
  }

  private static byte[] bytes(RandomAccessFile in, Element element) throws IOException {
    byte[] bytes = new byte[(int) Math.min(8, element.end() - element.body())];
    in.seek(element.body());
    in.readFully(bytes);
    return bytes;
  }

  private static long number(byte[] bytes) {
    return Math.max(0, Bits.bigEndian(bytes, 0, bytes.length));
  }

  private static double decimal(byte[] bytes) {
    return switch (bytes.length) {
      case 4 -> ByteBuffer.wrap(bytes).getFloat();
      case 8 -> ByteBuffer.wrap(bytes).getDouble();
      default -> 0;
    };
  }
}
