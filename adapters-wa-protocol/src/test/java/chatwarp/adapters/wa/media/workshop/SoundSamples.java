package chatwarp.adapters.wa.media.workshop;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sounds for tests, made on the spot: their frames and headers are real, what they hold is not. */
final class SoundSamples {
  private SoundSamples() {}

  /** AAC at 44100 Hz, one block of 1024 samples a frame. */
  static byte[] adts(int frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < frames; i++) {
      int length = 7 + 20 + i % 10;
      // Sync, MPEG-4, no checksum; low complexity, 44100 Hz, two channels; length; full buffer.
      bytes.write(0xFF);
      bytes.write(0xF1);
      bytes.write(1 << 6 | 4 << 2);
      bytes.write(2 << 6 | length >> 11);
      bytes.write(length >> 3);
      bytes.write((length & 7) << 5 | 0x1F);
      bytes.write(0xFC);
      bytes.writeBytes(new byte[length - 7]);
    }
    return bytes.toByteArray();
  }

  static byte[] flac(int rate, long samples) {
    return ByteBuffer.allocate(4 + 4 + 34)
        .put(ascii("fLaC"))
        .putInt(0x8000_0000 | 34)
        .putShort((short) 4096)
        .putShort((short) 4096)
        .put(new byte[6])
        .putLong((long) rate << 44 | 1L << 41 | 15L << 36 | samples)
        .array();
  }

  /** The frames of every mode after another, then silence and one that was lost. */
  static byte[] amr() {
    return amr("#!AMR\n", 12, 13, 15, 17, 19, 20, 26, 31, 5);
  }

  static byte[] wideAmr() {
    return amr("#!AMR-WB\n", 17, 23, 32, 36, 40, 46, 50, 58, 60, 5);
  }

  private static byte[] amr(String head, int... lengths) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ascii(head));
    for (int mode = 0; mode < lengths.length; mode++) {
      bytes.write(mode << 3 | 4);
      bytes.writeBytes(new byte[lengths[mode]]);
    }
    bytes.write(15 << 3 | 4);
    return bytes.toByteArray();
  }

  /** The first page of a stream and its last, which ends at this many samples. */
  static byte[] vorbis(int rate, long samples) {
    byte[] head =
        ByteBuffer.allocate(30)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 1)
            .put(ascii("vorbis"))
            .putInt(0)
            .put((byte) 2)
            .putInt(rate)
            .putInt(0)
            .putInt(128_000)
            .putInt(0)
            .put((byte) 0xB8)
            .put((byte) 1)
            .array();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(page(2, 0, 0, head));
    bytes.writeBytes(page(4, 1, samples, new byte[100]));
    return bytes.toByteArray();
  }

  private static byte[] page(int flags, int number, long granule, byte[] packet) {
    return ByteBuffer.allocate(28 + packet.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("OggS"))
        .put((byte) 0)
        .put((byte) flags)
        .putLong(granule)
        .putInt(7)
        .putInt(number)
        .putInt(0)
        .put((byte) 1)
        .put((byte) packet.length)
        .put(packet)
        .array();
  }

  /**
   * WebM with a segment of unknown length, as most writers make it.
   *
   * @param units of the scale; none when negative
   * @param scale nanoseconds; the usual one when 0
   */
  static byte[] webm(double units, int scale) {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    if (scale > 0) {
      info.writeBytes(element(0x2AD7B1, ByteBuffer.allocate(4).putInt(scale).array()));
    }
    info.writeBytes(element(0x4D80, ascii("test")));
    if (units >= 0) {
      info.writeBytes(element(0x4489, ByteBuffer.allocate(8).putDouble(units).array()));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(element(0x1A45DFA3, element(0x4282, ascii("webm"))));
    bytes.writeBytes(new byte[] {0x18, 0x53, (byte) 0x80, 0x67, 1, -1, -1, -1, -1, -1, -1, -1});
    bytes.writeBytes(element(0xEC, new byte[40]));
    bytes.writeBytes(element(0x1549A966, info.toByteArray()));
    bytes.writeBytes(element(0x1F43B675, new byte[10]));
    return bytes.toByteArray();
  }

  private static byte[] element(int id, byte[] body) {
    int idLength = 4 - Integer.numberOfLeadingZeros(id) / 8;
    ByteBuffer bytes = ByteBuffer.allocate(idLength + 2 + body.length);
    for (int i = idLength - 1; i >= 0; i--) {
      bytes.put((byte) (id >> (8 * i)));
    }
    return bytes.putShort((short) (0x4000 | body.length)).put(body).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
