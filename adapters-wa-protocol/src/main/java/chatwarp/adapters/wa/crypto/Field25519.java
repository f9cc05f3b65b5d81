package chatwarp.adapters.wa.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Arithmetic modulo p = 2^255 - 19 on five limbs of 51 bits, in constant time.
 *
 * <p>An element is a {@code long[5]}, value = sum of limb i * 2^(51 i). A <em>tight</em> element
 * has limbs below 2^51 + 2^18: what {@link #mul}, {@link #sqr}, {@link #carry} and {@link #decode}
 * give. {@link #add} and {@link #sub} do not carry; mul and sqr take limbs up to 1.51 * 2^53, so
 * that one add and one sub of tight elements may stand before a multiplication. Sources may alias
 * the target everywhere.
 *
 * <p>A product's upper part is {@code multiplyHigh(x << 6, y << 7)} = x y / 2^51: no carry flag is
 * needed to sum columns, and the multiplication by 19 is done once a column.
 */
final class Field25519 {
  static final int LIMBS = 5;

  private static final long MASK = (1L << 51) - 1;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // 2p, limb by limb: added before a subtraction, so that no limb goes below zero.
  private static final long TWO_P0 = 2 * (MASK - 18);
  private static final long TWO_P = 2 * MASK;

  private Field25519() {}

  static long[] zero() {
    return new long[LIMBS];
  }

  static long[] one() {
    return of(1);
  }

  /** A small non-negative constant. */
  static long[] of(long value) {
    return new long[] {value, 0, 0, 0, 0};
  }

  static void copy(long[] z, long[] x) {
    System.arraycopy(x, 0, z, 0, LIMBS);
  }

  /** Reads 32 little-endian bytes; the top bit is ignored, values from p on are reduced. */
  static long[] decode(byte[] source, int offset) {
    long w0 = (long) LONGS.get(source, offset);
    long w1 = (long) LONGS.get(source, offset + 8);
    long w2 = (long) LONGS.get(source, offset + 16);
    long w3 = (long) LONGS.get(source, offset + 24);
    return new long[] {
      w0 & MASK,
      (w0 >>> 51 | w1 << 13) & MASK,
      (w1 >>> 38 | w2 << 26) & MASK,
      (w2 >>> 25 | w3 << 39) & MASK,
      (w3 >>> 12) & MASK
    };
  }

  /** Writes the one representative below p as 32 little-endian bytes. */
  static void encode(long[] x, byte[] target, int offset) {
    long[] t = x.clone();
    carry(t);
    carry(t);
    // Now t < 2^255 + small; the quotient by p is the carry out of t + 19.
    long q = (t[0] + 19) >>> 51;
    q = (t[1] + q) >>> 51;
    q = (t[2] + q) >>> 51;
    q = (t[3] + q) >>> 51;
    q = (t[4] + q) >>> 51;
    t[0] += 19 * q;
    t[1] += t[0] >>> 51;
    t[2] += t[1] >>> 51;
    t[3] += t[2] >>> 51;
    t[4] += t[3] >>> 51;
    long t0 = t[0] & MASK;
    long t1 = t[1] & MASK;
    long t2 = t[2] & MASK;
    long t3 = t[3] & MASK;
    long t4 = t[4] & MASK;
    LONGS.set(target, offset, t0 | t1 << 51);
    LONGS.set(target, offset + 8, t1 >>> 13 | t2 << 38);
    LONGS.set(target, offset + 16, t2 >>> 26 | t3 << 25);
    LONGS.set(target, offset + 24, t3 >>> 39 | t4 << 12);
  }

  /** z = x + y without a carry. */
  static void add(long[] z, long[] x, long[] y) {
    z[0] = x[0] + y[0];
    z[1] = x[1] + y[1];
    z[2] = x[2] + y[2];
    z[3] = x[3] + y[3];
    z[4] = x[4] + y[4];
  }

  /** z = x - y without a carry; y must be tight. */
  static void sub(long[] z, long[] x, long[] y) {
    z[0] = x[0] + TWO_P0 - y[0];
    z[1] = x[1] + TWO_P - y[1];
    z[2] = x[2] + TWO_P - y[2];
    z[3] = x[3] + TWO_P - y[3];
    z[4] = x[4] + TWO_P - y[4];
  }

  /** Makes an element tight. */
  static void carry(long[] z) {
    store(z, z[0], z[1], z[2], z[3], z[4]);
  }

  /** Exchanges x and y when {@code bit} is 1, leaves them when it is 0. */
  static void swap(long bit, long[] x, long[] y) {
    long mask = -bit;
    for (int i = 0; i < LIMBS; i++) {
      long t = mask & (x[i] ^ y[i]);
      x[i] ^= t;
      y[i] ^= t;
    }
  }

  /** z = x y. */
  static void mul(long[] z, long[] x, long[] y) {
    long x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4];
    long y0 = y[0], y1 = y[1], y2 = y[2], y3 = y[3], y4 = y[4];
    long u0 = x0 << 6, u1 = x1 << 6, u2 = x2 << 6, u3 = x3 << 6, u4 = x4 << 6;
    long v0 = y0 << 7, v1 = y1 << 7, v2 = y2 << 7, v3 = y3 << 7, v4 = y4 << 7;
    long c0 = (x0 * y0 & MASK);
    long c1 = Math.multiplyHigh(u0, v0) + (x0 * y1 & MASK) + (x1 * y0 & MASK);
    long c2 =
        Math.multiplyHigh(u0, v1)
            + (x0 * y2 & MASK)
            + Math.multiplyHigh(u1, v0)
            + (x1 * y1 & MASK)
            + (x2 * y0 & MASK);
    long c3 =
        Math.multiplyHigh(u0, v2)
            + (x0 * y3 & MASK)
            + Math.multiplyHigh(u1, v1)
            + (x1 * y2 & MASK)
            + Math.multiplyHigh(u2, v0)
            + (x2 * y1 & MASK)
            + (x3 * y0 & MASK);
    long c4 =
        Math.multiplyHigh(u0, v3)
            + (x0 * y4 & MASK)
            + Math.multiplyHigh(u1, v2)
            + (x1 * y3 & MASK)
            + Math.multiplyHigh(u2, v1)
            + (x2 * y2 & MASK)
            + Math.multiplyHigh(u3, v0)
            + (x3 * y1 & MASK)
            + (x4 * y0 & MASK);
    long c5 =
        Math.multiplyHigh(u0, v4)
            + Math.multiplyHigh(u1, v3)
            + (x1 * y4 & MASK)
            + Math.multiplyHigh(u2, v2)
            + (x2 * y3 & MASK)
            + Math.multiplyHigh(u3, v1)
            + (x3 * y2 & MASK)
            + Math.multiplyHigh(u4, v0)
            + (x4 * y1 & MASK);
    long c6 =
        Math.multiplyHigh(u1, v4)
            + Math.multiplyHigh(u2, v3)
            + (x2 * y4 & MASK)
            + Math.multiplyHigh(u3, v2)
            + (x3 * y3 & MASK)
            + Math.multiplyHigh(u4, v1)
            + (x4 * y2 & MASK);
    long c7 =
        Math.multiplyHigh(u2, v4)
            + Math.multiplyHigh(u3, v3)
            + (x3 * y4 & MASK)
            + Math.multiplyHigh(u4, v2)
            + (x4 * y3 & MASK);
    long c8 = Math.multiplyHigh(u3, v4) + Math.multiplyHigh(u4, v3) + (x4 * y4 & MASK);
    long c9 = Math.multiplyHigh(u4, v4);
    long r0 = c0 + 19 * c5;
    long r1 = c1 + 19 * c6;
    long r2 = c2 + 19 * c7;
    long r3 = c3 + 19 * c8;
    long r4 = c4 + 19 * c9;
    store(z, r0, r1, r2, r3, r4);
  }

  /** z = x². */
  static void sqr(long[] z, long[] x) {
    sqr(z, x, 1);
  }

  /** z = x^(2^count), count at least 1. */
  static void sqr(long[] z, long[] x, int count) {
    long x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4];
    for (int i = 0; i < count; i++) {
      long d0 = x0 << 1, d1 = x1 << 1, d2 = x2 << 1, d3 = x3 << 1;
      long u0 = x0 << 6, u1 = x1 << 6, u2 = x2 << 6, u3 = x3 << 6, u4 = x4 << 6;
      long v0 = x0 << 7, v1 = x1 << 7, v2 = x2 << 7, v3 = x3 << 7, v4 = x4 << 7;
      long c0 = (x0 * x0 & MASK);
      long c1 = Math.multiplyHigh(u0, v0) + (d0 * x1 & MASK);
      long c2 = Math.multiplyHigh(v0, v1) + (d0 * x2 & MASK) + (x1 * x1 & MASK);
      long c3 =
          Math.multiplyHigh(v0, v2)
              + (d0 * x3 & MASK)
              + Math.multiplyHigh(u1, v1)
              + (d1 * x2 & MASK);
      long c4 =
          Math.multiplyHigh(v0, v3)
              + (d0 * x4 & MASK)
              + Math.multiplyHigh(v1, v2)
              + (d1 * x3 & MASK)
              + (x2 * x2 & MASK);
      long c5 =
          Math.multiplyHigh(v0, v4)
              + Math.multiplyHigh(v1, v3)
              + (d1 * x4 & MASK)
              + Math.multiplyHigh(u2, v2)
              + (d2 * x3 & MASK);
      long c6 =
          Math.multiplyHigh(v1, v4)
              + Math.multiplyHigh(v2, v3)
              + (d2 * x4 & MASK)
              + (x3 * x3 & MASK);
      long c7 = Math.multiplyHigh(v2, v4) + Math.multiplyHigh(u3, v3) + (d3 * x4 & MASK);
      long c8 = Math.multiplyHigh(v3, v4) + (x4 * x4 & MASK);
      long c9 = Math.multiplyHigh(u4, v4);
      long r0 = c0 + 19 * c5;
      long r1 = c1 + 19 * c6;
      long r2 = c2 + 19 * c7;
      long r3 = c3 + 19 * c8;
      long r4 = c4 + 19 * c9;
      r1 += r0 >>> 51;
      r2 += r1 >>> 51;
      r3 += r2 >>> 51;
      r4 += r3 >>> 51;
      x0 = (r0 & MASK) + 19 * (r4 >>> 51);
      x1 = r1 & MASK;
      x2 = r2 & MASK;
      x3 = r3 & MASK;
      x4 = r4 & MASK;
    }
    z[0] = x0;
    z[1] = x1;
    z[2] = x2;
    z[3] = x3;
    z[4] = x4;
  }

  /** z = x k + y for a constant k below 2^20. */
  static void mulAdd(long[] z, long[] x, long k, long[] y) {
    long x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4];
    long r0 = y[0] + (x0 * k & MASK) + 19 * Math.multiplyHigh(x4 << 9, k << 4);
    long r1 = y[1] + (x1 * k & MASK) + Math.multiplyHigh(x0 << 9, k << 4);
    long r2 = y[2] + (x2 * k & MASK) + Math.multiplyHigh(x1 << 9, k << 4);
    long r3 = y[3] + (x3 * k & MASK) + Math.multiplyHigh(x2 << 9, k << 4);
    long r4 = y[4] + (x4 * k & MASK) + Math.multiplyHigh(x3 << 9, k << 4);
    store(z, r0, r1, r2, r3, r4);
  }

  /** z = 1/x, or 0 for 0: x^(p-2). */
  static void invert(long[] z, long[] x) {
    long[] x3 = zero();
    long[] t = zero();
    power250(t, x3, x);
    sqr(t, t, 5);
    // p - 2 = (2^250 - 1) 2^5 + 11, and x^11 = x^3 (x^4)^2.
    long[] u = zero();
    sqr(u, x, 3);
    mul(u, u, x3);
    mul(z, t, u);
  }

  /** z = x^((p-5)/8) = x^(2^252 - 3). */
  static void powerP58(long[] z, long[] x) {
    long[] x3 = zero();
    long[] t = zero();
    power250(t, x3, x);
    sqr(t, t, 2);
    mul(z, t, x);
  }

  /** z = x^(2^250 - 1), and x3 = x³; neither target may be x. */
  private static void power250(long[] z, long[] x3, long[] x) {
    long[] p5 = zero();
    long[] p10 = zero();
    long[] p25 = zero();
    long[] t = zero();
    sqr(t, x);
    mul(x3, t, x);
    sqr(p5, x3);
    mul(p5, p5, x); // 2^3 - 1
    sqr(p5, p5, 2);
    mul(p5, p5, x3); // 2^5 - 1
    sqr(p10, p5, 5);
    mul(p10, p10, p5); // 2^10 - 1
    sqr(t, p10, 10);
    mul(t, t, p10); // 2^20 - 1
    sqr(p25, t, 5);
    mul(p25, p25, p5); // 2^25 - 1
    sqr(t, p25, 25);
    mul(t, t, p25); // 2^50 - 1
    copy(p25, t);
    sqr(t, t, 50);
    mul(t, t, p25); // 2^100 - 1
    sqr(z, t, 100);
    mul(z, z, t); // 2^200 - 1
    sqr(z, z, 50);
    mul(z, z, p25); // 2^250 - 1
  }

  /** Carries five columns below 2^63 and stores the tight result. */
  private static void store(long[] z, long r0, long r1, long r2, long r3, long r4) {
    long s1 = r1 + (r0 >>> 51);
    long s2 = r2 + (s1 >>> 51);
    long s3 = r3 + (s2 >>> 51);
    long s4 = r4 + (s3 >>> 51);
    z[0] = (r0 & MASK) + 19 * (s4 >>> 51);
    z[1] = s1 & MASK;
    z[2] = s2 & MASK;
    z[3] = s3 & MASK;
    z[4] = s4 & MASK;
  }
}
