package chatwarp.adapters.wa.crypto;

import java.util.random.RandomGenerator;

/**
 * Key pairs and key agreement on Curve25519 (RFC 7748).
 *
 * <p>Constant in time with regard to private keys; may be called from any thread.
 */
public final class Curve25519 {
  private Curve25519() {}

  /** A new key pair from 32 bytes of the generator, which must be a secure one. */
  public static KeyPair generate(RandomGenerator random) {
    byte[] seed = new byte[PrivateKey.LENGTH];
    random.nextBytes(seed);
    return keyPair(PrivateKey.of(seed));
  }

  /** The pair that a private key belongs to. */
  public static KeyPair keyPair(PrivateKey privateKey) {
    EdwardsPoint point = new EdwardsPoint();
    BasePoint.multiply(point, privateKey.bytes());
    byte[] raw = new byte[PublicKey.RAW_LENGTH];
    point.encodeMontgomery(raw);
    return new KeyPair(PublicKey.owning(raw), privateKey);
  }

  /**
   * The 32-byte shared secret of our private and their public key.
   *
   * @throws InvalidCurveKeyException when the result is all zero: their key is of small order
   */
  public static byte[] agree(PrivateKey ours, PublicKey theirs) {
    byte[] shared = new byte[32];
    if (!MontgomeryLadder.multiply(ours.bytes(), theirs.bytes(), shared)) {
      throw new InvalidCurveKeyException("public key of small order");
    }
    return shared;
  }
}
