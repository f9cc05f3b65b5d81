package chatwarp.adapters.wa.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Signatures with Curve25519 keys (XEdDSA, in the form libsignal gives it: protocol/04 §7).
 *
 * <p>The private scalar is not negated as in the XEdDSA paper; instead the sign of the Edwards key
 * travels in the top bit of the signature. Signing is constant in time; every method may be called
 * from any thread.
 */
public final class XEdDsa {
  /** Length of a signature in bytes. */
  public static final int SIGNATURE_LENGTH = 64;

  private static final int RANDOM_LENGTH = 64;
  private static final byte[] NONCE_PREFIX = noncePrefix();

  /** Never updated, only cloned, which is cheaper than asking the providers anew. */
  private static final MessageDigest SHA_512 = Algorithms.digest("SHA-512");

  private XEdDsa() {}

  /** The 64-byte signature of a message; the generator must be a secure one. */
  public static byte[] sign(PrivateKey key, byte[] message, RandomGenerator random) {
    return sign(key, message, 0, message.length, random);
  }

  /** The 64-byte signature of a range of an array. */
  public static byte[] sign(
      PrivateKey key, byte[] message, int offset, int length, RandomGenerator random) {
    byte[] z = new byte[RANDOM_LENGTH];
    random.nextBytes(z);
    MessageDigest sha512 = fresh();
    sha512.update(NONCE_PREFIX);
    sha512.update(key.bytes());
    sha512.update(message, offset, length);
    byte[] r = Scalar.reduce(sha512.digest(z));

    EdwardsPoint publicPoint = new EdwardsPoint();
    BasePoint.multiply(publicPoint, key.bytes());
    EdwardsPoint noncePoint = new EdwardsPoint();
    BasePoint.multiply(noncePoint, r);

    byte[] a = new byte[32];
    byte[] signature = new byte[SIGNATURE_LENGTH];
    encode(publicPoint, a, noncePoint, signature);

    sha512.update(signature, 0, 32);
    sha512.update(a);
    sha512.update(message, offset, length);
    byte[] h = Scalar.reduce(sha512.digest());
    byte[] s = Scalar.multiplyAdd(h, key.bytes(), r);
    System.arraycopy(s, 0, signature, 32, 32);
    signature[63] |= (byte) (a[31] & 0x80);
    Arrays.fill(r, (byte) 0);
    return signature;
  }

  /** Whether a signature of a message is by the owner of the key. Any other length is false. */
  public static boolean verify(PublicKey key, byte[] message, byte[] signature) {
    return signature.length == SIGNATURE_LENGTH
        && verify(key, message, 0, message.length, signature, 0);
  }

  /** Whether the 64 bytes at an offset sign a range of an array, which may be the same array. */
  public static boolean verify(
      PublicKey key,
      byte[] message,
      int offset,
      int length,
      byte[] signature,
      int signatureOffset) {
    byte[] s = Arrays.copyOfRange(signature, signatureOffset + 32, signatureOffset + 64);
    int sign = (s[31] >>> 7) & 1;
    s[31] &= 0x7f;
    if (!Scalar.isReduced(s, 0)) {
      return false;
    }
    byte[] a = new byte[32];
    EdwardsPoint publicPoint = new EdwardsPoint();
    if (!MontgomeryPoint.toEdwards(publicPoint, a, key.bytes(), sign)) {
      return false;
    }
    MessageDigest sha512 = fresh();
    sha512.update(signature, signatureOffset, 32);
    sha512.update(a);
    sha512.update(message, offset, length);
    byte[] h = Scalar.reduce(sha512.digest());

    EdwardsPoint check = new EdwardsPoint();
    DoubleMultiplication.compute(check, s, h, publicPoint);
    byte[] r = new byte[32];
    check.encode(r, 0);
    return MessageDigest.isEqual(
        r, Arrays.copyOfRange(signature, signatureOffset, signatureOffset + 32));
  }

  /** Encodes two points at the price of one inversion. */
  private static void encode(
      EdwardsPoint first, byte[] firstTarget, EdwardsPoint second, byte[] secondTarget) {
    long[] product = Field25519.zero();
    Field25519.mul(product, first.z, second.z);
    Field25519.invert(product, product);
    long[] inverse = Field25519.zero();
    Field25519.mul(inverse, product, second.z);
    first.encode(firstTarget, 0, inverse);
    Field25519.mul(inverse, product, first.z);
    second.encode(secondTarget, 0, inverse);
  }

  private static byte[] noncePrefix() {
    byte[] prefix = new byte[32];
    Arrays.fill(prefix, (byte) 0xff);
    prefix[0] = (byte) 0xfe;
    return prefix;
  }

  private static MessageDigest fresh() {
    try {
      return (MessageDigest) SHA_512.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java runtime's SHA-512 cannot be cloned", e);
    }
  }
}
