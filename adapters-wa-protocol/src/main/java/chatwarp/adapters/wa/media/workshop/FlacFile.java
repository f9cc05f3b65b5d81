package chatwarp.adapters.wa.media.workshop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long a FLAC file plays, as its first block says (RFC 9639 §8.2). */
final class FlacFile {
  private static final int STREAM_INFO = 0;
  private static final int HEAD = 4 + 4 + 18;

  private FlacFile() {}

  /** The duration, where the encoder knew it. */
  static Optional<Duration> duration(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    if (head.length < HEAD || (head[4] & 0x7F) != STREAM_INFO) {
      return Optional.empty();
    }
    // 20 bits of rate, 3 of channels, 5 of depth, 36 of samples, which are 0 when unknown.
    long rate = Bits.bigEndian(head, 18, 3) >> 4;
    long samples = Bits.bigEndian(head, 21, 5) & 0xF_FFFF_FFFFL;
    return samples == 0 ? Optional.empty() : Sounds.played(samples, rate);
  }
}
