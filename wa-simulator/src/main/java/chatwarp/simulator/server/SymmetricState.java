package chatwarp.simulator.server;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.Sha;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The hash, the chaining key and the cipher of a Noise handshake (01 §3). Written apart from the
 * client's on purpose: twins would share their mistakes.
 */
final class SymmetricState {
  private static final int LENGTH = 32;
  private static final byte[] NOTHING = new byte[0];

  private final Sha sha256 = Sha.sha256();
  private final Hkdf hkdf = new Hkdf(new HmacSha256());
  private byte[] hash;
  private byte[] chainingKey;
  private byte[] key;
  private int counter;

  /** Begins under a protocol name: padded when it fits 32 bytes, hashed otherwise. */
  SymmetricState(String name, byte[] prologue) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    hash = ascii.length <= LENGTH ? Arrays.copyOf(ascii, LENGTH) : sha256.hash(ascii);
    chainingKey = hash;
    key = hash;
    mixHash(prologue);
  }

  void mixHash(byte[] bytes) {
    hash = sha256.update(hash).update(bytes).finish();
  }

  void mixAgreement(PrivateKey ours, PublicKey theirs) {
    byte[] derived = hkdf.derive(chainingKey, Curve25519.agree(ours, theirs), NOTHING, 2 * LENGTH);
    chainingKey = Arrays.copyOf(derived, LENGTH);
    key = Arrays.copyOfRange(derived, LENGTH, 2 * LENGTH);
    counter = 0;
  }

  byte[] encrypt(byte[] plaintext) {
    byte[] ciphertext = new AesGcm(key).seal(FrameCipher.iv(counter++), hash, plaintext);
    mixHash(ciphertext);
    return ciphertext;
  }

  byte[] decrypt(byte[] ciphertext) {
    byte[] plaintext = new AesGcm(key).open(FrameCipher.iv(counter++), hash, ciphertext);
    mixHash(ciphertext);
    return plaintext;
  }

  /** The keys of the transport: what the client writes with, then what the server writes with. */
  byte[] split() {
    return hkdf.derive(chainingKey, NOTHING, NOTHING, 2 * LENGTH);
  }
}
