package chatwarp.adapters.wa.media.workshop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How long an Ogg Vorbis file plays (Vorbis I §4.2.2, §A.2). */
final class VorbisFile {
  private static final byte[] HEAD = "\1vorbis".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_LENGTH = 30;
  private static final int RATE = 12;

  private VorbisFile() {}

  /** The duration, if it is Vorbis. */
  static Optional<Duration> duration(Path file) throws IOException {
    try (OggPages pages = OggPages.of(file)) {
      byte[] head = pages.next().orElseGet(() -> new byte[0]);
      if (head.length < HEAD_LENGTH || !Arrays.equals(head, 0, HEAD.length, HEAD, 0, HEAD.length)) {
        return Optional.empty();
      }
      while (pages.next().isPresent()) {
        // Only the last page tells.
      }
      return Sounds.played(pages.granule(), Bits.littleEndian(head, RATE, 4));
    }
  }
}
