package chatwarp.adapters.wa.crypto;

import java.math.BigInteger;

/**
 * Arithmetic modulo the group order L = 2^252 + 27742317777372353535851937790883648493, in constant
 * time: ten limbs of 28 bits, Montgomery multiplication with R = 2^280.
 */
final class Scalar {
  private static final int LIMBS = 10;
  private static final int BITS = 28;
  private static final long MASK = (1L << BITS) - 1;
  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger R = BigInteger.ONE.shiftLeft(LIMBS * BITS);

  private static final long[] L = constant(ORDER);
  private static final long[] R2 = constant(R.pow(2).mod(ORDER));
  private static final long[] R3 = constant(R.pow(3).mod(ORDER));
  private static final long[] ONE = constant(BigInteger.ONE);
  private static final byte[] ORDER_BYTES = toBytes(L);

  /** -1/L modulo 2^28. */
  private static final long FACTOR =
      BigInteger.ONE
          .shiftLeft(BITS)
          .subtract(ORDER.modInverse(BigInteger.ONE.shiftLeft(BITS)))
          .longValueExact();

  private Scalar() {}

  /** A 64-byte little-endian number modulo L, as 32 bytes. */
  static byte[] reduce(byte[] wide) {
    return toBytes(multiply(enterWide(wide), ONE));
  }

  /** (x y + z) modulo L as 32 bytes; each is a little-endian number of 32 bytes. */
  static byte[] multiplyAdd(byte[] x, byte[] y, byte[] z) {
    long[] sum = multiply(enter(x), enter(y));
    add(sum, enter(z));
    return toBytes(multiply(sum, ONE));
  }

  /** Whether the 32 bytes at an offset are a number below L. Variable in time. */
  static boolean isReduced(byte[] source, int offset) {
    for (int i = 31; i >= 0; i--) {
      int difference = (source[offset + i] & 0xff) - (ORDER_BYTES[i] & 0xff);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  private static long[] enter(byte[] bytes) {
    return multiply(limbs(bytes, 0, 256), R2);
  }

  private static long[] enterWide(byte[] wide) {
    // wide = low + R high, so wide R = low R + high R² modulo L.
    long[] result = multiply(limbs(wide, 0, 280), R2);
    add(result, multiply(limbs(wide, 280, 512), R3));
    return result;
  }

  /** x y / R modulo L, below L when x y is below R L. */
  private static long[] multiply(long[] x, long[] y) {
    // One step adds at most 2^57 to a column; a column lives for ten steps.
    long[] t = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      long xi = x[i];
      for (int j = 0; j < LIMBS; j++) {
        t[j] += xi * y[j];
      }
      long m = (t[0] & MASK) * FACTOR & MASK;
      long carry = (t[0] + m * L[0]) >>> BITS;
      for (int j = 1; j < LIMBS; j++) {
        t[j - 1] = t[j] + m * L[j];
      }
      t[0] += carry;
      t[LIMBS - 1] = 0;
    }
    propagate(t);
    subtractOrder(t);
    return t;
  }

  private static void add(long[] x, long[] y) {
    for (int i = 0; i < LIMBS; i++) {
      x[i] += y[i];
    }
    propagate(x);
    subtractOrder(x);
  }

  private static void propagate(long[] t) {
    for (int i = 0; i < LIMBS - 1; i++) {
      t[i + 1] += t[i] >> BITS;
      t[i] &= MASK;
    }
  }

  /** t - L when that is not negative, else t. */
  private static void subtractOrder(long[] t) {
    long[] s = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      s[i] = t[i] - L[i];
    }
    propagate(s);
    long negative = s[LIMBS - 1] >> 63;
    for (int i = 0; i < LIMBS; i++) {
      t[i] = (t[i] & negative) | (s[i] & ~negative);
    }
  }

  private static long[] constant(BigInteger value) {
    long[] result = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      result[i] = value.shiftRight(BITS * i).longValue() & MASK;
    }
    return result;
  }

  private static long[] limbs(byte[] source, int fromBit, int toBit) {
    long[] result = new long[LIMBS];
    for (int bit = fromBit; bit < toBit; bit += 4) {
      int nibble = (source[bit >> 3] >>> (bit & 4)) & 15;
      int at = bit - fromBit;
      result[at / BITS] |= (long) nibble << (at % BITS);
    }
    return result;
  }

  private static byte[] toBytes(long[] limbs) {
    byte[] result = new byte[32];
    for (int at = 0; at < 256; at += 4) {
      long nibble = (limbs[at / BITS] >>> (at % BITS)) & 15;
      result[at >> 3] |= (byte) (nibble << (at & 4));
    }
    return result;
  }
}
