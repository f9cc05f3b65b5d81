package chatwarp.adapters.wa.crypto;

import java.util.Arrays;

/**
 * Multiples of the base point in constant time, from a table of 32 x 8 points (31 KiB).
 *
 * <p>The scalar is recoded to 64 signed digits of four bits; block i of the table holds 1..8 times
 * 256^i B. Every look-up reads its whole block. The table is computed once, when the class loads.
 */
final class BasePoint {
  private static final int BLOCKS = 32;
  private static final int ENTRIES = 8;
  private static final int ENTRY = 3 * Field25519.LIMBS;
  private static final long[] TABLE = table();

  private BasePoint() {}

  /** The base point itself: u = 9 on the Montgomery curve, y = 4/5 on this one, x even. */
  static EdwardsPoint point() {
    byte[] u = new byte[32];
    u[0] = 9;
    EdwardsPoint point = new EdwardsPoint();
    if (!MontgomeryPoint.toEdwards(point, new byte[32], u, 0)) {
      throw new IllegalStateException("the base point is not on the curve");
    }
    return point;
  }

  /** result = scalar B, for a little-endian scalar below 2^255; result must be new. */
  static void multiply(EdwardsPoint result, byte[] scalar) {
    byte[] digits = new byte[64];
    for (int i = 0; i < 32; i++) {
      digits[2 * i] = (byte) (scalar[i] & 15);
      digits[2 * i + 1] = (byte) ((scalar[i] >>> 4) & 15);
    }
    int carry = 0;
    for (int i = 0; i < 63; i++) {
      int digit = digits[i] + carry;
      carry = (digit + 8) >> 4;
      digits[i] = (byte) (digit - (carry << 4));
    }
    digits[63] += (byte) carry;

    long[] sum = new long[Field25519.LIMBS];
    long[] difference = new long[Field25519.LIMBS];
    long[] product = new long[Field25519.LIMBS];
    for (int i = 1; i < 64; i += 2) {
      select(i >> 1, digits[i], sum, difference, product);
      result.add(sum, difference, product);
    }
    result.twice(false);
    result.twice(false);
    result.twice(false);
    result.twice(true);
    for (int i = 0; i < 64; i += 2) {
      select(i >> 1, digits[i], sum, difference, product);
      result.add(sum, difference, product);
    }
  }

  /** Reads digit * 256^block B, touching every entry of the block. */
  private static void select(int block, int digit, long[] sum, long[] difference, long[] product) {
    int negative = digit >> 31;
    int magnitude = (digit ^ negative) - negative;
    long s0 = 1, s1 = 0, s2 = 0, s3 = 0, s4 = 0;
    long d0 = 1, d1 = 0, d2 = 0, d3 = 0, d4 = 0;
    long p0 = 0, p1 = 0, p2 = 0, p3 = 0, p4 = 0;
    int at = block * ENTRIES * ENTRY;
    for (int i = 1; i <= ENTRIES; i++, at += ENTRY) {
      long mask = ((long) (magnitude ^ i) - 1) >> 63;
      s0 ^= mask & (s0 ^ TABLE[at]);
      s1 ^= mask & (s1 ^ TABLE[at + 1]);
      s2 ^= mask & (s2 ^ TABLE[at + 2]);
      s3 ^= mask & (s3 ^ TABLE[at + 3]);
      s4 ^= mask & (s4 ^ TABLE[at + 4]);
      d0 ^= mask & (d0 ^ TABLE[at + 5]);
      d1 ^= mask & (d1 ^ TABLE[at + 6]);
      d2 ^= mask & (d2 ^ TABLE[at + 7]);
      d3 ^= mask & (d3 ^ TABLE[at + 8]);
      d4 ^= mask & (d4 ^ TABLE[at + 9]);
      p0 ^= mask & (p0 ^ TABLE[at + 10]);
      p1 ^= mask & (p1 ^ TABLE[at + 11]);
      p2 ^= mask & (p2 ^ TABLE[at + 12]);
      p3 ^= mask & (p3 ^ TABLE[at + 13]);
      p4 ^= mask & (p4 ^ TABLE[at + 14]);
    }
    set(sum, s0, s1, s2, s3, s4);
    set(difference, d0, d1, d2, d3, d4);
    set(product, p0, p1, p2, p3, p4);
    // The negative of (x, y) is (-x, y): sum and difference change places, the product its sign.
    long[] negated = new long[Field25519.LIMBS];
    Field25519.sub(negated, negated, product);
    Field25519.swap(negative & 1, sum, difference);
    Field25519.swap(negative & 1, product, negated);
  }

  private static void set(long[] z, long z0, long z1, long z2, long z3, long z4) {
    z[0] = z0;
    z[1] = z1;
    z[2] = z2;
    z[3] = z3;
    z[4] = z4;
  }

  private static long[] table() {
    long[] table = new long[BLOCKS * ENTRIES * ENTRY];
    EdwardsPoint step = point();
    for (int block = 0; block < BLOCKS; block++) {
      long[] one = new long[ENTRY];
      affine(step, one, 0);
      EdwardsPoint multiple = new EdwardsPoint(step);
      for (int i = 0; i < ENTRIES; i++) {
        affine(multiple, table, (block * ENTRIES + i) * ENTRY);
        add(multiple, one, 0);
      }
      for (int i = 0; i < 8; i++) {
        step.twice(true);
      }
    }
    return table;
  }

  /** Writes y+x, y-x and 2dxy of a point in affine form. */
  static void affine(EdwardsPoint point, long[] target, int offset) {
    long[] inverse = Field25519.zero();
    long[] x = Field25519.zero();
    long[] y = Field25519.zero();
    long[] value = Field25519.zero();
    Field25519.invert(inverse, point.z);
    Field25519.mul(x, point.x, inverse);
    Field25519.mul(y, point.y, inverse);
    Field25519.add(value, y, x);
    store(value, target, offset);
    Field25519.sub(value, y, x);
    store(value, target, offset + Field25519.LIMBS);
    Field25519.mul(value, x, y);
    Field25519.mul(value, value, EdwardsPoint.D2);
    store(value, target, offset + 2 * Field25519.LIMBS);
  }

  private static void store(long[] value, long[] target, int offset) {
    Field25519.carry(value);
    System.arraycopy(value, 0, target, offset, Field25519.LIMBS);
  }

  private static void add(EdwardsPoint point, long[] table, int offset) {
    int limbs = Field25519.LIMBS;
    long[] sum = Arrays.copyOfRange(table, offset, offset + limbs);
    long[] difference = Arrays.copyOfRange(table, offset + limbs, offset + 2 * limbs);
    long[] product = Arrays.copyOfRange(table, offset + 2 * limbs, offset + 3 * limbs);
    point.add(sum, difference, product);
  }
}
