package chatwarp.adapters.wa.crypto;

/** The way from a Curve25519 public key to the Edwards point that a signature is checked with. */
final class MontgomeryPoint {
  private static final long[] ONE = Field25519.one();
  private static final long[] SQRT_MINUS_ONE = squareRootOfMinusOne();

  private MontgomeryPoint() {}

  /**
   * Finds the Edwards point of a u-coordinate and a sign bit, and its 32-byte encoding.
   *
   * <p>y = (u-1)/(u+1) and x² = (y²-1)/(dy²+1) = N/W with N = -4u and W = d(u-1)² + (u+1)². With I
   * = 1/sqrt(N W (u+1)²), both 1/(u+1) = I² N W (u+1) and x = N I (u+1) follow from one
   * exponentiation. Variable in time: the key is public.
   *
   * @return false for a u that is on the twist, 0 or -1; the targets are then undefined
   */
  static boolean toEdwards(EdwardsPoint result, byte[] encoded, byte[] u, int sign) {
    long[] up = Field25519.zero();
    long[] minus = Field25519.zero();
    long[] plus = Field25519.zero();
    long[] n = Field25519.decode(u, 0);
    Field25519.add(plus, n, ONE);
    Field25519.carry(plus);
    Field25519.sub(minus, n, ONE);
    Field25519.carry(minus);
    Field25519.mul(n, n, Field25519.of(4));
    Field25519.sub(n, Field25519.zero(), n);
    Field25519.carry(n);

    long[] w = Field25519.zero();
    Field25519.sqr(w, minus);
    Field25519.mul(w, w, EdwardsPoint.D);
    Field25519.sqr(up, plus);
    Field25519.add(w, w, up);

    long[] nw = Field25519.zero();
    Field25519.mul(nw, n, w);
    long[] radicand = Field25519.zero();
    Field25519.mul(radicand, nw, up);
    long[] root = Field25519.zero();
    if (!inverseSquareRoot(root, radicand)) {
      return false;
    }

    long[] inverse = Field25519.zero();
    Field25519.sqr(inverse, root);
    Field25519.mul(inverse, inverse, nw);
    Field25519.mul(inverse, inverse, plus);

    Field25519.mul(result.y, minus, inverse);
    Field25519.mul(result.x, n, root);
    Field25519.mul(result.x, result.x, plus);
    Field25519.encode(result.x, encoded, 0);
    if ((encoded[0] & 1) != sign) {
      Field25519.sub(result.x, Field25519.zero(), result.x);
      Field25519.carry(result.x);
    }
    Field25519.copy(result.z, ONE);
    Field25519.mul(result.t, result.x, result.y);
    Field25519.encode(result.y, encoded, 0);
    encoded[31] |= (byte) (sign << 7);
    return true;
  }

  /** root = 1/sqrt(value); false for 0 and for a value that has no square root. */
  private static boolean inverseSquareRoot(long[] root, long[] value) {
    // v^3 (v^7)^((p-5)/8) squared is ±1/v when v is a square.
    long[] v3 = Field25519.zero();
    long[] v7 = Field25519.zero();
    Field25519.sqr(v3, value);
    Field25519.mul(v3, v3, value);
    Field25519.sqr(v7, v3);
    Field25519.mul(v7, v7, value);
    Field25519.powerP58(root, v7);
    Field25519.mul(root, root, v3);
    if (isInverseRoot(root, value)) {
      return true;
    }
    Field25519.mul(root, root, SQRT_MINUS_ONE);
    return isInverseRoot(root, value);
  }

  private static boolean isInverseRoot(long[] root, long[] value) {
    long[] check = Field25519.zero();
    Field25519.sqr(check, root);
    Field25519.mul(check, check, value);
    return isOne(check);
  }

  private static boolean isOne(long[] value) {
    byte[] bytes = new byte[32];
    Field25519.encode(value, bytes, 0);
    int rest = bytes[0] ^ 1;
    for (int i = 1; i < 32; i++) {
      rest |= bytes[i];
    }
    return rest == 0;
  }

  /** 2 is no square modulo p, hence 2^((p-1)/4) is a root of -1; (p-1)/4 = 2 (p-5)/8 + 1. */
  private static long[] squareRootOfMinusOne() {
    long[] two = Field25519.of(2);
    long[] root = Field25519.zero();
    Field25519.powerP58(root, two);
    Field25519.sqr(root, root);
    Field25519.mul(root, root, two);
    return root;
  }
}
