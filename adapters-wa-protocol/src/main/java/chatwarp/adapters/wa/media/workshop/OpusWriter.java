package chatwarp.adapters.wa.media.workshop;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a voice note: mono Opus of 48 kHz in Ogg pages, one packet of 20 ms after the other (RFC
 * 7845). One thread, one file.
 */
final class OpusWriter {
  private static final int FRAME = OpusFile.RATE / 50;
  private static final int BIT_RATE = 32_000;
  private static final int LONGEST_PACKET = 4_000;
  private static final int SERIAL = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  /** RFC 3533 §6: the polynomial of a page's checksum. */
  private static final int POLYNOMIAL = 0x04C1_1DB7;

  private static final int[] CHECKS = checks();

  private final OutputStream out;
  private int sequence;

  private OpusWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Encodes what is left of a stream.
   *
   * @param pcm mono samples of 48 kHz and 16 bits, the low byte first
   */
  static void write(InputStream pcm, OutputStream out) throws IOException {
    try {
      new OpusWriter(out).encode(pcm);
    } catch (OpusException e) {
      throw new IOException("a frame cannot be encoded", e);
    }
  }

  private void encode(InputStream pcm) throws IOException, OpusException {
    OpusEncoder encoder = new OpusEncoder(OpusFile.RATE, 1, OpusApplication.OPUS_APPLICATION_AUDIO);
    encoder.setBitrate(BIT_RATE);
    int lookahead = encoder.getLookahead();
    page(FIRST, 0, head(lookahead));
    page(0, 0, tags());
    byte[] bytes = new byte[FRAME * 2];
    short[] samples = new short[FRAME];
    byte[] packet = new byte[LONGEST_PACKET];
    long end = lookahead;
    // The encoder gives back late what it took: some frames of silence bring the rest.
    int read = pcm.readNBytes(bytes, 0, bytes.length);
    long written = 0;
    boolean last = false;
    while (!last) {
      end += read / 2;
      java.util.Arrays.fill(bytes, read, bytes.length, (byte) 0);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
      int length = encoder.encode(samples, 0, FRAME, packet, 0, packet.length);
      read = pcm.readNBytes(bytes, 0, bytes.length);
      written += FRAME;
      last = read == 0 && written >= end;
      page(last ? LAST : 0, last ? end : written, java.util.Arrays.copyOf(packet, length));
    }
  }

  private static byte[] head(int preSkip) {
    return ByteBuffer.allocate(19)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1) // version
        .put((byte) 1) // channels
        .putShort((short) preSkip)
        .putInt(OpusFile.RATE)
        .putShort((short) 0) // gain
        .put((byte) 0) // mapping family
        .array();
  }

  private static byte[] tags() {
    byte[] vendor = "chatwarp".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(16 + vendor.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
        .putInt(vendor.length)
        .put(vendor)
        .putInt(0) // comments
        .array();
  }

  /** One packet a page: voice notes are short, and a page costs 28 bytes. */
  private void page(int flags, long granule, byte[] packet) throws IOException {
    ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    for (int left = packet.length; left >= 0; left -= 255) {
      lacing.write(Math.min(left, 255));
    }
    byte[] parts = lacing.toByteArray();
    byte[] page =
        ByteBuffer.allocate(27 + parts.length + packet.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("OggS".getBytes(StandardCharsets.US_ASCII))
            .put((byte) 0) // version
            .put((byte) flags)
            .putLong(granule)
            .putInt(SERIAL)
            .putInt(sequence++)
            .putInt(0) // the checksum's place
            .put((byte) parts.length)
            .put(parts)
            .put(packet)
            .array();
    ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).putInt(22, check(page));
    out.write(page);
  }

  static int check(byte[] page) {
    int check = 0;
    for (byte b : page) {
      check = check << 8 ^ CHECKS[(check >>> 24 ^ b) & 0xFF];
    }
    return check;
  }

  private static int[] checks() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value < 0 ? value << 1 ^ POLYNOMIAL : value << 1;
      }
      table[i] = value;
    }
    return table;
  }
}
