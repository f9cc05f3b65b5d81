package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.XEdDsa;
import java.util.random.RandomGenerator;

/** A medium-term prekey of ours, signed by our identity. */
public final class SignedPreKey {
  private final int id;
  private final KeyPair keys;
  private final byte[] signature;

  /**
   * A key as it was kept.
   *
   * @param id 1..0xFFFFFF
   * @param signature 64 bytes over the serialized public key
   */
  public SignedPreKey(int id, KeyPair keys, byte[] signature) {
    if (signature.length != XEdDsa.SIGNATURE_LENGTH) {
      throw new IllegalArgumentException("a signature has 64 bytes");
    }
    this.id = id;
    this.keys = keys;
    this.signature = signature.clone();
  }

  /** A new key under an id, signed by an identity. */
  public static SignedPreKey generate(int id, KeyPair identity, RandomGenerator random) {
    KeyPair keys = Curve25519.generate(random);
    return new SignedPreKey(
        id, keys, XEdDsa.sign(identity.privateKey(), keys.publicKey().serialized(), random));
  }

  /** The id, 1..0xFFFFFF. */
  public int id() {
    return id;
  }

  /** Both halves of the key. */
  public KeyPair keys() {
    return keys;
  }

  /** A copy of the 64-byte signature. */
  public byte[] signature() {
    return signature.clone();
  }

  @Override
  public String toString() {
    return "SignedPreKey[" + id + "]";
  }
}
