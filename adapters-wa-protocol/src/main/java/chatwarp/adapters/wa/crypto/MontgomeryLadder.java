package chatwarp.adapters.wa.crypto;

/** X25519 by the Montgomery ladder of RFC 7748 §5, in constant time. */
final class MontgomeryLadder {
  /** (A - 2) / 4 of the curve. */
  private static final long A24 = 121665;

  private MontgomeryLadder() {}

  /**
   * Writes scalar * u into {@code result}.
   *
   * @return false when the product is zero
   */
  static boolean multiply(byte[] scalar, byte[] u, byte[] result) {
    long[] x1 = Field25519.decode(u, 0);
    long[] x2 = Field25519.one();
    long[] z2 = Field25519.zero();
    long[] x3 = x1.clone();
    long[] z3 = Field25519.one();
    long[] a = Field25519.zero();
    long[] b = Field25519.zero();
    long[] c = Field25519.zero();
    long[] d = Field25519.zero();
    int swap = 0;
    for (int t = 254; t >= 0; t--) {
      int bit = (scalar[t >>> 3] >>> (t & 7)) & 1;
      swap ^= bit;
      Field25519.swap(swap, x2, x3);
      Field25519.swap(swap, z2, z3);
      swap = bit;
      Field25519.add(a, x2, z2);
      Field25519.sub(b, x2, z2);
      Field25519.add(c, x3, z3);
      Field25519.sub(d, x3, z3);
      Field25519.mul(d, d, a);
      Field25519.mul(c, c, b);
      Field25519.add(x3, d, c);
      Field25519.sub(z3, d, c);
      Field25519.sqr(x3, x3);
      Field25519.sqr(z3, z3);
      Field25519.mul(z3, z3, x1);
      Field25519.sqr(a, a);
      Field25519.sqr(b, b);
      Field25519.mul(x2, a, b);
      Field25519.sub(b, a, b);
      Field25519.mulAdd(a, b, A24, a);
      Field25519.mul(z2, b, a);
    }
    Field25519.swap(swap, x2, x3);
    Field25519.swap(swap, z2, z3);
    Field25519.invert(z2, z2);
    Field25519.mul(x2, x2, z2);
    Field25519.encode(x2, result, 0);
    int union = 0;
    for (byte value : result) {
      union |= value;
    }
    return union != 0;
  }
}
