package chatwarp.simulator.phone;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The random padding around every Signal plaintext: n bytes of value n (05 §1). */
final class Padding {
  private static final int MOST = 16;

  private Padding() {}

  /** The content followed by 1 to 16 bytes, each holding their count. */
  static byte[] pad(byte[] content, RandomGenerator random) {
    int count = random.nextInt(1, MOST + 1);
    byte[] padded = Arrays.copyOf(content, content.length + count);
    Arrays.fill(padded, content.length, padded.length, (byte) count);
    return padded;
  }

  /**
   * The content without its padding of 1 to 255 bytes.
   *
   * @throws UnreadableException when the padding is not one
   */
  static byte[] unpad(byte[] padded) {
    int count = padded.length == 0 ? 0 : padded[padded.length - 1] & 0xFF;
    if (count == 0 || count > padded.length) {
      throw new UnreadableException(Unreadable.BAD_CONTENT, "padding of " + count + " bytes");
    }
    int length = padded.length - count;
    for (int i = length; i < padded.length; i++) {
      if ((padded[i] & 0xFF) != count) {
        throw new UnreadableException(Unreadable.BAD_CONTENT, "padding of mixed bytes");
      }
    }
    return Arrays.copyOf(padded, length);
  }
}
