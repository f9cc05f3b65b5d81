package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.DecryptionFailedException;
import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.InvalidCurveKeyException;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.Sha;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.noise.HandshakeException.Fault;
import java.util.Arrays;

/** Hash, chaining key and cipher of a handshake in progress (01 §3). Used by one thread. */
final class SymmetricState {
  private static final byte[] NONE = {};
  private static final int KEY_LENGTH = AesGcm.KEY_LENGTH;

  private final Sha sha256;
  private final Hkdf hkdf;
  private byte[] hash;
  private byte[] chainingKey;
  private AesGcm cipher;
  private int nonce;

  SymmetricState(HandshakePattern pattern) {
    SymmetricCrypto crypto = new SymmetricCrypto();
    sha256 = crypto.sha256();
    hkdf = crypto.hkdf();
    hash = pattern.initialHash(sha256);
    chainingKey = hash;
    cipher = new AesGcm(hash);
    mixHash(Intro.bytes());
  }

  void mixHash(byte[] data) {
    hash = sha256.update(hash).update(data).finish();
  }

  void mixKey(PrivateKey ours, PublicKey theirs) {
    byte[] shared;
    try {
      shared = Curve25519.agree(ours, theirs);
    } catch (InvalidCurveKeyException e) {
      throw new HandshakeException(Fault.WEAK_KEY, "the peer's key is of small order", e);
    }
    byte[] derived = hkdf.derive(chainingKey, shared, NONE, 2 * KEY_LENGTH);
    chainingKey = Arrays.copyOf(derived, KEY_LENGTH);
    cipher = new AesGcm(derived, KEY_LENGTH);
    nonce = 0;
    Arrays.fill(shared, (byte) 0);
    Arrays.fill(derived, (byte) 0);
  }

  byte[] encryptAndHash(byte[] plaintext) {
    byte[] ciphertext = cipher.seal(FrameCipher.vector(nonce++), hash, plaintext);
    mixHash(ciphertext);
    return ciphertext;
  }

  byte[] decryptAndHash(byte[] ciphertext, String part) {
    byte[] plaintext;
    try {
      plaintext = cipher.open(FrameCipher.vector(nonce++), hash, ciphertext);
    } catch (DecryptionFailedException e) {
      throw new HandshakeException(
          Fault.DECRYPTION, "the peer's " + part + " cannot be decrypted", e);
    }
    mixHash(ciphertext);
    return plaintext;
  }

  /** The ciphers of the connection; this state is of no use afterwards. */
  NoiseCiphers split(boolean initiator) {
    byte[] derived = hkdf.derive(chainingKey, NONE, NONE, 2 * KEY_LENGTH);
    FrameCipher toServer = new FrameCipher(derived, 0);
    FrameCipher toClient = new FrameCipher(derived, KEY_LENGTH);
    Arrays.fill(derived, (byte) 0);
    return initiator ? new NoiseCiphers(toServer, toClient) : new NoiseCiphers(toClient, toServer);
  }

  /** For tests that follow a handshake step by step. */
  byte[] hash() {
    return hash.clone();
  }

  /** For tests that follow a handshake step by step. */
  byte[] chainingKey() {
    return chainingKey.clone();
  }
}
