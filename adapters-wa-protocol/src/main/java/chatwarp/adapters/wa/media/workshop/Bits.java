package chatwarp.adapters.wa.media.workshop;

/** Numbers in the headers of files; the caller has checked that the bytes are there. */
final class Bits {
  private Bits() {}

  /** Up to 8 bytes, the highest first; unsigned up to 7. */
  static long bigEndian(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  /** Up to 8 bytes, the lowest first; unsigned up to 7. */
  static long littleEndian(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }
}
