package chatwarp.adapters.wa.message;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Hides the length of a plaintext (05 §1): n bytes of value n behind it. */
final class Padding {
  private static final int MOST = 15;

  private Padding() {}

  /** The bytes with 1 to 15 more. */
  static byte[] add(byte[] plain, RandomGenerator random) {
    int count = random.nextInt(1, MOST + 1);
    byte[] padded = Arrays.copyOf(plain, plain.length + count);
    Arrays.fill(padded, plain.length, padded.length, (byte) count);
    return padded;
  }

  /** The bytes without their padding; empty when there is none that fits. */
  static Optional<byte[]> strip(byte[] padded) {
    if (padded.length == 0) {
      return Optional.empty();
    }
    int count = padded[padded.length - 1] & 0xFF;
    return count == 0 || count > padded.length
        ? Optional.empty()
        : Optional.of(Arrays.copyOf(padded, padded.length - count));
  }
}
