package chatwarp.adapters.wa.media.workshop;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an MP3 plays: by the count of frames that its encoder noted (the Xing or Info header),
 * else by its size, which is exact where the bit rate does not change (ISO 11172-3 §2.4.1).
 */
final class Mp3File {
  private static final int[] RATES_1 = {44100, 48000, 32000};
  private static final int[][] KILOBITS = {
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}, // version 1
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}, // versions 2 and 2.5
  };
  private static final int SEARCHED = 1 << 16;
  private static final int ID3_HEADER = 10;

  /**
   * The header of a frame of layer III.
   *
   * @param samples in each frame
   * @param sideLength bytes between the header and where an encoder's notes may stand
   */
  record Frame(int samples, int rate, int bytesPerSecond, int sideLength) {}

  private Mp3File() {}

  /** The frame at a place, if one begins there. */
  static Optional<Frame> frame(byte[] bytes, int at) {
    if (at + 4 > bytes.length || (bytes[at] & 0xFF) != 0xFF || (bytes[at + 1] & 0xE0) != 0xE0) {
      return Optional.empty();
    }
    int version = (bytes[at + 1] >> 3) & 3; // 3 is version 1, 2 is 2, 0 is 2.5
    int layer = (bytes[at + 1] >> 1) & 3; // 1 is layer III
    int bitRate = (bytes[at + 2] >> 4) & 15;
    int sampleRate = (bytes[at + 2] >> 2) & 3;
    if (version == 1 || layer != 1 || bitRate == 0 || bitRate == 15 || sampleRate == 3) {
      return Optional.empty();
    }
    boolean first = version == 3;
    boolean mono = ((bytes[at + 3] >> 6) & 3) == 3;
    int rate = RATES_1[sampleRate] >> (first ? 0 : version == 2 ? 1 : 2);
    int side = first ? (mono ? 17 : 32) : (mono ? 9 : 17);
    return Optional.of(
        new Frame(first ? 1152 : 576, rate, KILOBITS[first ? 0 : 1][bitRate] * 1000 / 8, side));
  }

  /** The duration, if there is a frame near the beginning. */
  static Optional<Duration> duration(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long start = id3Length(in);
      in.seek(start);
      byte[] bytes = new byte[(int) Math.min(SEARCHED, Math.max(0, in.length() - start))];
      in.readFully(bytes);
      for (int at = 0; at + 4 <= bytes.length; at++) {
        Optional<Frame> frame = frame(bytes, at);
        if (frame.isPresent()) {
          return Optional.of(duration(frame.get(), bytes, at, in.length() - start - at));
        }
      }
      return Optional.empty();
    }
  }

  /** Titles before the sound; four bytes of seven bits say how long they are. */
  private static long id3Length(RandomAccessFile in) throws IOException {
    byte[] head = new byte[ID3_HEADER];
    if (in.length() < ID3_HEADER) {
      return 0;
    }
    in.readFully(head);
    if (head[0] != 'I' || head[1] != 'D' || head[2] != '3') {
      return 0;
    }
    long length = 0;
    for (int i = 6; i < ID3_HEADER; i++) {
      length = length << 7 | (head[i] & 0x7F);
    }
    return Math.min(in.length(), ID3_HEADER + length);
  }

  private static Duration duration(Frame frame, byte[] bytes, int at, long soundLength) {
    int notes = at + 4 + frame.sideLength();
    if (notes + 12 <= bytes.length
        && (named(bytes, notes, "Xing") || named(bytes, notes, "Info"))) {
      boolean counted = (bytes[notes + 7] & 1) != 0;
      long frames = counted ? Bits.bigEndian(bytes, notes + 8, 4) : 0;
      if (frames > 0) {
        return seconds((double) frames * frame.samples() / frame.rate());
      }
    }
    return seconds((double) soundLength / frame.bytesPerSecond());
  }

  private static boolean named(byte[] bytes, int at, String name) {
    for (int i = 0; i < name.length(); i++) {
      if (bytes[at + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
