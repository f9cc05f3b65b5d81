package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.content.Waveform;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What an Ogg Opus file sounds like (RFC 7845): how long, and how loud over time. */
final class OpusFile {
  /** Opus counts at this rate, whatever was recorded. */
  static final int RATE = 48_000;

  /** Enough to see loudness by. */
  private static final int DECODED_RATE = 8_000;

  /** 120 ms, the longest packet there is. */
  private static final int LONGEST = DECODED_RATE * 120 / 1000;

  /** What is longer has no waveform: nobody sends lectures as voice notes. */
  private static final Duration LONGEST_DECODED = Duration.ofMinutes(30);

  private static final byte[] HEAD = "OpusHead".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_LENGTH = 19;

  /**
   * What the header says.
   *
   * @param preSkip samples at the beginning that are not played
   */
  private record Head(int preSkip) {}

  private OpusFile() {}

  /** How long it plays, if it is what it should be. */
  static Optional<Duration> duration(Path file) throws IOException {
    try (OggPages pages = OggPages.of(file)) {
      Optional<Head> head = pages.next().flatMap(OpusFile::head);
      if (head.isEmpty()) {
        return Optional.empty();
      }
      while (pages.next().isPresent()) {
        // Only the last page tells.
      }
      long samples = Math.max(0, pages.granule() - head.get().preSkip());
      return Sounds.played(samples, RATE);
    }
  }

  private static Optional<Head> head(byte[] packet) {
    return packet.length >= HEAD_LENGTH
            && Arrays.equals(packet, 0, HEAD.length, HEAD, 0, HEAD.length)
        ? Optional.of(new Head((int) Bits.littleEndian(packet, 10, 2)))
        : Optional.empty();
  }

  /** How loud it is over time, if it can be decoded. */
  static Optional<Waveform> waveform(Path file, Duration duration) throws IOException {
    if (duration.compareTo(LONGEST_DECODED) > 0) {
      return Optional.empty();
    }
    LoudnessMeter meter = new LoudnessMeter(duration.toMillis() * DECODED_RATE / 1000);
    try (OggPages pages = OggPages.of(file)) {
      Optional<Head> head = pages.next().flatMap(OpusFile::head);
      if (head.isEmpty() || pages.next().isEmpty()) { // the second packet holds titles
        return Optional.empty();
      }
      int skipped = (int) ((long) head.get().preSkip() * DECODED_RATE / RATE);
      OpusDecoder decoder = new OpusDecoder(DECODED_RATE, 1);
      short[] samples = new short[LONGEST];
      for (Optional<byte[]> next = pages.next(); next.isPresent(); next = pages.next()) {
        byte[] packet = next.get();
        int count =
            packet.length == 0
                ? 0
                : decoder.decode(packet, 0, packet.length, samples, 0, LONGEST, false);
        int left = Math.min(skipped, count);
        skipped -= left;
        meter.add(samples, left, count - left);
      }
      return Optional.of(meter.waveform());
    } catch (OpusException | ArithmeticException | IndexOutOfBoundsException _) {
      // The decoder's ways to say that a packet is none. The file may play elsewhere all the same.
      return Optional.empty();
    }
  }
}
