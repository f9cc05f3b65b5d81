package chatwarp.adapters.wa.media.workshop;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How long an AMR file of one channel plays: 20 ms a frame (RFC 4867 §5). */
final class AmrFile {
  private static final byte[] NARROW = "#!AMR\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WIDE = "#!AMR-WB\n".getBytes(StandardCharsets.US_ASCII);

  /** Bytes after the header of a frame, by its type; -1 where there is no such type. */
  private static final int[] NARROW_LENGTHS = {
    12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0
  };

  private static final int[] WIDE_LENGTHS = {
    17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0
  };

  private static final int PADDING = 0x83;
  private static final int FRAMES_PER_SECOND = 50;

  /** More than a day; a file of empty frames is not walked to its end. */
  private static final int MOST_FRAMES = 1 << 23;

  private AmrFile() {}

  /** The duration of the frames from the beginning to the first that is damaged. */
  static Optional<Duration> duration(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] head = in.readNBytes(NARROW.length);
      if (Arrays.equals(head, NARROW)) {
        return duration(in, NARROW_LENGTHS);
      }
      byte[] rest = in.readNBytes(WIDE.length - NARROW.length);
      boolean wide =
          Arrays.equals(head, 0, head.length, WIDE, 0, Math.min(head.length, NARROW.length))
              && Arrays.equals(rest, 0, rest.length, WIDE, NARROW.length, WIDE.length);
      return wide ? duration(in, WIDE_LENGTHS) : Optional.empty();
    }
  }

  private static Optional<Duration> duration(InputStream in, int[] lengths) throws IOException {
    for (int frames = 0; frames < MOST_FRAMES; frames++) {
      int header = in.read();
      int length = header < 0 || (header & PADDING) != 0 ? -1 : lengths[header >> 3 & 15];
      if (length < 0 || !skipped(in, length)) {
        return Sounds.played(frames, FRAMES_PER_SECOND);
      }
    }
    return Optional.empty();
  }

  private static boolean skipped(InputStream in, int count) throws IOException {
    try {
      in.skipNBytes(count);
      return true;
    } catch (EOFException _) {
      return false;
    }
  }
}
