package chatwarp.adapters.wa.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Field and scalar arithmetic against BigInteger, extreme limbs included. */
class FieldArithmeticTest {
  private static final long SEED = 0x5eed_f1e1dL;
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** The largest limb that a multiplication is given: one sub of an add and a tight element. */
  private static final long LARGEST = (3L << 52) + (1L << 20);

  @Test
  void multipliesAndSquaresAsBigIntegerDoes() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5000; i++) {
      long[] x = element(random, i);
      long[] y = element(random, i / 3);
      long[] z = new long[5];
      Field25519.mul(z, x, y);
      String where = "seed " + SEED + " round " + i;
      assertEquals(value(x).multiply(value(y)).mod(P), value(z).mod(P), where);
      assertTight(z);
      Field25519.sqr(z, x);
      assertEquals(value(x).pow(2).mod(P), value(z).mod(P), where);
      assertTight(z);
      Field25519.sqr(z, x, 7);
      assertEquals(value(x).modPow(BigInteger.valueOf(128), P), value(z).mod(P), where);
      Field25519.mulAdd(z, x, 121665, y);
      assertEquals(
          value(x).multiply(BigInteger.valueOf(121665)).add(value(y)).mod(P),
          value(z).mod(P),
          where);
      assertTight(z);
    }
  }

  @Test
  void addsSubtractsInvertsAndEncodesAsBigIntegerDoes() {
    Random random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      if (i % 4 == 0) {
        Arrays.fill(bytes, 1, 32, (byte) 0xff); // p - 19 .. 2^255 + 236
      }
      long[] x = Field25519.decode(bytes, 0);
      bytes[31] &= 0x7f;
      assertEquals(fromBytes(bytes), value(x));
      byte[] encoded = new byte[32];
      Field25519.encode(x, encoded, 0);
      assertEquals(value(x).mod(P), fromBytes(encoded), "seed " + SEED + " round " + i);
      long[] y = element(random, 1);
      Field25519.carry(y);
      long[] z = new long[5];
      Field25519.add(z, x, y);
      assertEquals(value(x).add(value(y)).mod(P), value(z).mod(P));
      Field25519.sub(z, x, y);
      assertEquals(value(x).subtract(value(y)).mod(P), value(z).mod(P));
      Field25519.invert(z, y);
      assertEquals(value(y).modInverse(P), value(z).mod(P));
    }
  }

  @Test
  void reducesScalarsAsBigIntegerDoes() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      byte[] wide = new byte[64];
      random.nextBytes(wide);
      if (i % 5 == 0) {
        Arrays.fill(wide, (byte) 0xff);
        wide[random.nextInt(64)] = (byte) random.nextInt();
      }
      assertEquals(fromBytes(wide).mod(L), fromBytes(Scalar.reduce(wide)), "seed " + SEED);
      byte[] x = Arrays.copyOf(wide, 32);
      byte[] y = Arrays.copyOfRange(wide, 32, 64);
      byte[] z = Arrays.copyOfRange(wide, 16, 48);
      assertEquals(
          fromBytes(x).multiply(fromBytes(y)).add(fromBytes(z)).mod(L),
          fromBytes(Scalar.multiplyAdd(x, y, z)),
          "seed " + SEED + " round " + i);
    }
  }

  @Test
  void knowsWhetherAScalarIsReduced() {
    assertTrue(Scalar.isReduced(toBytes(L.subtract(BigInteger.ONE)), 0));
    assertFalse(Scalar.isReduced(toBytes(L), 0));
    assertFalse(Scalar.isReduced(toBytes(L.add(BigInteger.ONE)), 0));
    assertTrue(Scalar.isReduced(new byte[32], 0));
  }

  private static long[] element(Random random, int round) {
    long[] result = new long[5];
    for (int i = 0; i < 5; i++) {
      result[i] =
          switch (round % 4) {
            case 0 -> LARGEST;
            case 1 -> random.nextLong(LARGEST + 1);
            case 2 -> random.nextBoolean() ? LARGEST : 0;
            default -> random.nextLong(1L << 51);
          };
    }
    return result;
  }

  private static void assertTight(long[] x) {
    for (long limb : x) {
      assertTrue(limb >= 0 && limb < (1L << 51) + (1L << 18), "limb " + limb);
    }
  }

  private static BigInteger value(long[] x) {
    BigInteger result = BigInteger.ZERO;
    for (int i = 4; i >= 0; i--) {
      result = result.shiftLeft(51).add(BigInteger.valueOf(x[i]));
    }
    return result;
  }

  private static BigInteger fromBytes(byte[] bytes) {
    BigInteger result = BigInteger.ZERO;
    for (int i = bytes.length - 1; i >= 0; i--) {
      result = result.shiftLeft(8).add(BigInteger.valueOf(bytes[i] & 0xff));
    }
    return result;
  }

  private static byte[] toBytes(BigInteger value) {
    byte[] result = new byte[32];
    for (int i = 0; i < 32; i++) {
      result[i] = value.shiftRight(8 * i).byteValue();
    }
    return result;
  }
}
