package chatwarp.adapters.wa.media.workshop;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long an AAC stream in ADTS frames plays (ISO 14496-3 §1.A.3.2): nothing but they tell. */
final class AdtsFile {
  private static final int[] RATES = {
    96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350
  };
  private static final int HEADER = 7;
  private static final int SAMPLES = 1024;

  /** More than a day at any rate; a file of tiny frames is not walked to its end. */
  private static final int MOST_FRAMES = 1 << 23;

  private AdtsFile() {}

  /** The duration of the frames from the beginning to the first that is damaged. */
  static Optional<Duration> duration(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      long blocks = 0;
      int rate = 0;
      for (int frames = 0; ; frames++) {
        byte[] header = in.readNBytes(HEADER);
        int length = header.length < HEADER ? 0 : length(header);
        if (length < HEADER || !skipped(in, length - HEADER)) {
          return Sounds.played(blocks * SAMPLES, rate);
        }
        if (frames == MOST_FRAMES) {
          return Optional.empty();
        }
        rate = rate == 0 ? RATES[header[2] >> 2 & 15] : rate;
        blocks += (header[6] & 3) + 1;
      }
    }
  }

  /** Of the frame, its header included; 0 when there is none. */
  private static int length(byte[] header) {
    boolean sync = (header[0] & 0xFF) == 0xFF && (header[1] & 0xF6) == 0xF0;
    return sync && (header[2] >> 2 & 15) < RATES.length
        ? (int) (Bits.bigEndian(header, 3, 3) >> 5 & 0x1FFF)
        : 0;
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
