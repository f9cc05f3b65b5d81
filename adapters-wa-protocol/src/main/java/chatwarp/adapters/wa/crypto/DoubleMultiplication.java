package chatwarp.adapters.wa.crypto;

/**
 * s B - h A for public inputs, as a signature check needs it. Variable in time.
 *
 * <p>Both scalars are recoded to sparse signed odd digits and share one run of doublings.
 */
final class DoubleMultiplication {
  private static final int POINT_WIDTH = 5;
  private static final int BASE_WIDTH = 8;
  private static final long[][][] BASE_MULTIPLES = baseMultiples();

  private DoubleMultiplication() {}

  /** result = s B - h A; result must be new, the scalars are below L. */
  static void compute(EdwardsPoint result, byte[] s, byte[] h, EdwardsPoint a) {
    byte[] baseDigits = recode(s, BASE_WIDTH);
    byte[] pointDigits = recode(h, POINT_WIDTH);
    long[][][] pointMultiples = multiples(a, POINT_WIDTH);

    int i = 255;
    while (i >= 0 && baseDigits[i] == 0 && pointDigits[i] == 0) {
      i--;
    }
    for (; i >= 0; i--) {
      int base = baseDigits[i];
      int point = pointDigits[i];
      result.twice(base != 0 || point != 0);
      if (point != 0) {
        long[][] entry = pointMultiples[Math.abs(point) >> 1];
        if (point < 0) {
          result.add(entry[0], entry[1], entry[2], entry[3]);
        } else {
          result.add(entry[1], entry[0], entry[4], entry[3]);
        }
      }
      if (base != 0) {
        long[][] entry = BASE_MULTIPLES[Math.abs(base) >> 1];
        if (base > 0) {
          result.add(entry[0], entry[1], entry[2]);
        } else {
          result.add(entry[1], entry[0], entry[4]);
        }
      }
    }
  }

  /** Digits that are zero or odd and below 2^(width-1) in magnitude, one per bit. */
  private static byte[] recode(byte[] scalar, int width) {
    byte[] digits = new byte[256];
    int carry = 0;
    int bit = 0;
    while (bit < 256) {
      if (bitAt(scalar, bit) == carry) {
        bit++;
        continue;
      }
      int window = carry;
      for (int i = 0; i < width; i++) {
        window += bitAt(scalar, bit + i) << i;
      }
      carry = window >> (width - 1) & 1;
      digits[bit] = (byte) (window - (carry << width));
      bit += width;
    }
    return digits;
  }

  private static int bitAt(byte[] scalar, int bit) {
    return bit < 256 ? (scalar[bit >> 3] >>> (bit & 7)) & 1 : 0;
  }

  /** 1, 3, 5, ... times a point, each as Y+X, Y-X, 2dT, Z, -2dT. */
  private static long[][][] multiples(EdwardsPoint point, int width) {
    int count = 1 << (width - 2);
    EdwardsPoint twice = new EdwardsPoint(point);
    twice.twice(true);
    long[][] step = entry(twice);
    EdwardsPoint multiple = new EdwardsPoint(point);
    long[][][] result = new long[count][][];
    for (int i = 0; i < count; i++) {
      result[i] = entry(multiple);
      if (i + 1 < count) {
        multiple.add(step[0], step[1], step[2], step[3]);
      }
    }
    return result;
  }

  private static long[][] entry(EdwardsPoint point) {
    long[][] entry = new long[5][Field25519.LIMBS];
    Field25519.add(entry[0], point.y, point.x);
    Field25519.sub(entry[1], point.y, point.x);
    Field25519.mul(entry[2], point.t, EdwardsPoint.D2);
    Field25519.copy(entry[3], point.z);
    Field25519.sub(entry[4], entry[4], entry[2]);
    return entry;
  }

  private static long[][][] baseMultiples() {
    long[][][] result = multiples(BasePoint.point(), BASE_WIDTH);
    long[] inverse = Field25519.zero();
    for (long[][] entry : result) {
      // With Z = 1 the addition law saves a multiplication.
      Field25519.invert(inverse, entry[3]);
      for (long[] value : entry) {
        Field25519.mul(value, value, inverse);
      }
    }
    return result;
  }
}
