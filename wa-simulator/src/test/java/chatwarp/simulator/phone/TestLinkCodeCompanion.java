package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** The companion's half of a pairing by code (03 §4.3), for tests of the phone's. */
final class TestLinkCodeCompanion {
  private final KeyPair identity;
  private final KeyPair ephemeral;
  private final LinkCode code;
  private final RandomGenerator random;
  private AdvSecret secret = AdvSecret.of(new byte[32]);

  TestLinkCodeCompanion(
      KeyPair identity, KeyPair ephemeral, LinkCode code, RandomGenerator random) {
    this.identity = identity;
    this.ephemeral = ephemeral;
    this.code = code;
    this.random = random;
  }

  /** The key bundle in answer to the phone's hello. */
  byte[] finish(byte[] wrappedPrimary, PublicKey primary) {
    byte[] shared = Curve25519.agree(ephemeral.privateKey(), code.unwrap(wrappedPrimary));
    byte[] salt = bytes(32);
    byte[] iv = bytes(12);
    byte[] fresh = bytes(32);
    byte[] plain =
        ByteBuffer.allocate(96)
            .put(identity.publicKey().raw())
            .put(primary.raw())
            .put(fresh)
            .array();
    Hkdf hkdf = new Hkdf(new HmacSha256());
    byte[] key =
        hkdf.derive(salt, shared, ascii("link_code_pairing_key_bundle_encryption_key"), 32);
    byte[] material =
        ByteBuffer.allocate(96)
            .put(shared)
            .put(Curve25519.agree(identity.privateKey(), primary))
            .put(fresh)
            .array();
    secret = AdvSecret.of(hkdf.derive(material, ascii("adv_secret"), 32));
    return ByteBuffer.allocate(156).put(salt).put(iv).put(new AesGcm(key).seal(iv, plain)).array();
  }

  AdvSecret secret() {
    return secret;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
