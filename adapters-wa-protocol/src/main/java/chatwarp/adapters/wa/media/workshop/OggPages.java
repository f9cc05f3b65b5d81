package chatwarp.adapters.wa.media.workshop;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The packets of the first stream of an Ogg file, one after the other (RFC 3533). One thread; what
 * is damaged ends the file.
 */
final class OggPages implements AutoCloseable {
  private static final int HEADER = 27;
  private static final int LONGEST_PACKET = 1 << 16;
  private static final int CONTINUED = 1;

  private final InputStream in;
  private final ArrayDeque<byte[]> packets = new ArrayDeque<>();
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private Optional<Long> stream = Optional.empty();
  private long granule;

  private OggPages(InputStream in) {
    this.in = in;
  }

  static OggPages of(Path file) throws IOException {
    return new OggPages(new BufferedInputStream(Files.newInputStream(file)));
  }

  /** The next packet, absent at the end. */
  Optional<byte[]> next() throws IOException {
    while (packets.isEmpty()) {
      if (!page()) {
        return Optional.empty();
      }
    }
    return Optional.of(packets.remove());
  }

  /** Samples from the beginning to the end of the last page read, at 48 kHz for Opus. */
  long granule() {
    return granule;
  }

  private boolean page() throws IOException {
    byte[] header = in.readNBytes(HEADER);
    if (header.length < HEADER || header[0] != 'O' || header[1] != 'g' || header[2] != 'g') {
      return false;
    }
    byte[] lacing = in.readNBytes(header[26] & 0xFF);
    if (lacing.length < (header[26] & 0xFF)) {
      return false;
    }
    int length = 0;
    for (byte part : lacing) {
      length += part & 0xFF;
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      return false;
    }
    long serial = Bits.littleEndian(header, 14, 4);
    if (stream.isEmpty()) {
      stream = Optional.of(serial);
    }
    if (stream.get() != serial) {
      return true;
    }
    long end = Bits.littleEndian(header, 6, 8);
    if (end >= 0) {
      granule = end;
    }
    if ((header[5] & CONTINUED) == 0) {
      unfinished.reset();
    }
    return split(lacing, body);
  }

  private boolean split(byte[] lacing, byte[] body) {
    int at = 0;
    for (byte part : lacing) {
      int count = part & 0xFF;
      unfinished.write(body, at, count);
      at += count;
      if (unfinished.size() > LONGEST_PACKET) {
        return false;
      }
      if (count < 255) {
        packets.add(unfinished.toByteArray());
        unfinished.reset();
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
