package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.CryptoException;
import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The phone's half of one pairing by code (03 §4), from the typed code to the adv secret. */
final class LinkCodePairing {
  private static final byte[] BUNDLE_INFO = ascii("link_code_pairing_key_bundle_encryption_key");
  private static final byte[] SECRET_INFO = ascii("adv_secret");
  private static final int SALT_LENGTH = 32;
  private static final int START = SALT_LENGTH + AesGcm.IV_LENGTH;
  private static final int BUNDLE_LENGTH = START + 96 + AesGcm.TAG_LENGTH;

  private final KeyPair identity;
  private final byte[] sharedEphemeral;
  private final byte[] wrappedEphemeral;

  private LinkCodePairing(KeyPair identity, byte[] sharedEphemeral, byte[] wrappedEphemeral) {
    this.identity = identity;
    this.sharedEphemeral = sharedEphemeral;
    this.wrappedEphemeral = wrappedEphemeral;
  }

  /**
   * Answers a companion's hello with an ephemeral key of the phone.
   *
   * @param wrappedCompanion the 80 bytes of {@code
   *     link_code_pairing_wrapped_companion_ephemeral_pub}
   * @throws PairingRefusedException when those are not a wrapped key
   */
  static LinkCodePairing answer(
      KeyPair identity, LinkCode code, byte[] wrappedCompanion, RandomGenerator random) {
    return answer(identity, Curve25519.generate(random), code, wrappedCompanion, random);
  }

  static LinkCodePairing answer(
      KeyPair identity,
      KeyPair ephemeral,
      LinkCode code,
      byte[] wrappedCompanion,
      RandomGenerator random) {
    PublicKey companion = code.unwrap(wrappedCompanion);
    try {
      return new LinkCodePairing(
          identity,
          Curve25519.agree(ephemeral.privateKey(), companion),
          code.wrap(ephemeral.publicKey(), random));
    } catch (CryptoException e) {
      throw new PairingRefusedException("companion's ephemeral key is not usable", e);
    }
  }

  /** The 80 bytes of {@code link_code_pairing_wrapped_primary_ephemeral_pub}. */
  public byte[] wrappedEphemeral() {
    return wrappedEphemeral.clone();
  }

  /** The 32 bytes of {@code primary_identity_pub}. */
  public PublicKey identity() {
    return identity.publicKey();
  }

  /**
   * Opens the companion's key bundle, which only works when both used the same code.
   *
   * @param bundle the 156 bytes of {@code link_code_pairing_wrapped_key_bundle}
   * @param companion {@code companion_identity_public}
   * @return the secret that pair-success is sealed with
   * @throws PairingRefusedException when the code was wrong or the bundle names other keys
   */
  AdvSecret open(byte[] bundle, PublicKey companion) {
    if (bundle.length != BUNDLE_LENGTH) {
      throw new PairingRefusedException("key bundle of " + bundle.length + " bytes, not 156");
    }
    byte[] plain = decrypt(bundle);
    byte[] expected =
        ByteBuffer.allocate(64).put(companion.raw()).put(identity.publicKey().raw()).array();
    if (!MessageDigest.isEqual(expected, Arrays.copyOf(plain, expected.length))) {
      throw new PairingRefusedException("key bundle names other identities");
    }
    byte[] sharedIdentity;
    try {
      sharedIdentity = Curve25519.agree(identity.privateKey(), companion);
    } catch (CryptoException e) {
      throw new PairingRefusedException("companion's identity key is not usable", e);
    }
    byte[] material =
        ByteBuffer.allocate(96)
            .put(sharedEphemeral)
            .put(sharedIdentity)
            .put(plain, expected.length, 32)
            .array();
    return AdvSecret.of(new Hkdf(new HmacSha256()).derive(material, SECRET_INFO, 32));
  }

  private byte[] decrypt(byte[] bundle) {
    byte[] salt = Arrays.copyOf(bundle, SALT_LENGTH);
    byte[] key = new Hkdf(new HmacSha256()).derive(salt, sharedEphemeral, BUNDLE_INFO, 32);
    try {
      return new AesGcm(key)
          .open(
              Arrays.copyOfRange(bundle, SALT_LENGTH, START),
              Arrays.copyOfRange(bundle, START, bundle.length));
    } catch (CryptoException e) {
      throw new PairingRefusedException("key bundle does not open: another code was typed", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "LinkCodePairing[redacted]";
  }
}
