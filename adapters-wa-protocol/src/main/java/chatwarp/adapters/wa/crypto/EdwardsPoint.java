package chatwarp.adapters.wa.crypto;

/**
 * A point of the twisted Edwards curve behind Curve25519, in extended coordinates (X : Y : Z : T).
 *
 * <p>x = X/Z, y = Y/Z, x y = T/Z; formulas of Hisil, Wong, Carter and Dawson for a = -1. Mutable,
 * so that a multiplication allocates nothing in its loop; additions are complete and branch free.
 */
final class EdwardsPoint {
  /** The curve constant d = -121665/121666, and 2d. */
  static final long[] D = curveConstant();

  static final long[] D2 = doubled(D);

  final long[] x = Field25519.zero();
  final long[] y = Field25519.one();
  final long[] z = Field25519.one();
  final long[] t = Field25519.zero();

  private final long[] a = Field25519.zero();
  private final long[] b = Field25519.zero();
  private final long[] c = Field25519.zero();
  private final long[] d = Field25519.zero();

  /** The neutral element. */
  EdwardsPoint() {}

  /** A copy. */
  EdwardsPoint(EdwardsPoint source) {
    Field25519.copy(x, source.x);
    Field25519.copy(y, source.y);
    Field25519.copy(z, source.z);
    Field25519.copy(t, source.t);
  }

  /** this = 2 this; T is left stale unless asked for, which is enough before another doubling. */
  void twice(boolean withT) {
    Field25519.sqr(a, x);
    Field25519.sqr(b, y);
    Field25519.sqr(c, z);
    Field25519.add(c, c, c);
    Field25519.add(d, x, y);
    Field25519.sqr(d, d);
    // E = (X+Y)² - A - B, G = B - A, F = G - C, H = -(A + B); all four negated, which cancels.
    Field25519.add(t, a, b); // -H
    Field25519.sub(d, t, d); // -E
    Field25519.sub(a, a, b); // -G
    Field25519.add(c, c, a); // -F
    Field25519.mul(x, d, c);
    Field25519.mul(y, a, t);
    Field25519.mul(z, c, a);
    if (withT) {
      Field25519.mul(t, d, t);
    }
  }

  /** this = this + (or, negated, -) the affine point stored as y+x, y-x, 2dxy; needs T. */
  void add(long[] sum, long[] difference, long[] product) {
    Field25519.sub(a, y, x);
    Field25519.mul(a, a, difference);
    Field25519.add(b, y, x);
    Field25519.mul(b, b, sum);
    Field25519.mul(c, t, product);
    Field25519.add(d, z, z);
    finishAddition();
  }

  /** this = this + the projective point stored as Y+X, Y-X, Z, 2dT; needs T. */
  void add(long[] sum, long[] difference, long[] product, long[] theirZ) {
    Field25519.sub(a, y, x);
    Field25519.mul(a, a, difference);
    Field25519.add(b, y, x);
    Field25519.mul(b, b, sum);
    Field25519.mul(c, t, product);
    Field25519.mul(d, z, theirZ);
    Field25519.add(d, d, d);
    finishAddition();
  }

  /** From A, B, C and D of the addition law: E = B - A, F = D - C, G = D + C, H = B + A. */
  private void finishAddition() {
    Field25519.sub(x, b, a); // E
    Field25519.add(b, b, a); // H
    Field25519.sub(z, d, c); // F
    Field25519.add(d, d, c); // G
    Field25519.mul(t, x, b);
    Field25519.mul(x, x, z);
    Field25519.mul(z, z, d);
    Field25519.mul(y, d, b);
  }

  /** Writes the 32 bytes of y with the lowest bit of x on top (RFC 8032 §5.1.2). */
  void encode(byte[] target, int offset) {
    long[] inverse = Field25519.zero();
    Field25519.invert(inverse, z);
    encode(target, offset, inverse);
  }

  /** As {@link #encode(byte[], int)}, when 1/Z is known already. */
  void encode(byte[] target, int offset, long[] inverseOfZ) {
    byte[] bytes = new byte[32];
    Field25519.mul(a, x, inverseOfZ);
    Field25519.encode(a, bytes, 0);
    int sign = bytes[0] & 1;
    Field25519.mul(a, y, inverseOfZ);
    Field25519.encode(a, target, offset);
    target[offset + 31] |= (byte) (sign << 7);
  }

  /** Writes the u-coordinate of the same point on the Montgomery curve: (Z + Y) / (Z - Y). */
  void encodeMontgomery(byte[] target) {
    Field25519.add(a, z, y);
    Field25519.sub(b, z, y);
    Field25519.invert(b, b);
    Field25519.mul(a, a, b);
    Field25519.encode(a, target, 0);
  }

  private static long[] curveConstant() {
    long[] result = Field25519.of(121666);
    Field25519.invert(result, result);
    Field25519.mul(result, result, Field25519.of(121665));
    Field25519.sub(result, Field25519.zero(), result);
    Field25519.carry(result);
    return result;
  }

  private static long[] doubled(long[] value) {
    long[] result = Field25519.zero();
    Field25519.add(result, value, value);
    Field25519.carry(result);
    return result;
  }
}
