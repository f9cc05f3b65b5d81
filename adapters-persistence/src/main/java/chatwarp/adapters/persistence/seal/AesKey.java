package chatwarp.adapters.persistence.seal;

import chatwarp.domain.port.StoreException;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;

/**
 * A 256-bit key that seals and opens with XAES-256-GCM (C2SP): AES-256-GCM under a key derived from
 * the first half of a 192-bit nonce. Random 96-bit nonces alone would wear out after some 2^32
 * values under one key, which a busy instance can write within months; 192-bit ones do not.
 *
 * <p>Sealed: version byte 1, nonce (24), ciphertext, tag (16). Any thread may call.
 */
public final class AesKey {
  static final byte VERSION = 1;

  private static final int NONCE = XaesGcm.NONCE;
  private static final int TAG = XaesGcm.TAG;

  private final SecretKeySpec key;
  private final byte[] subkey;
  private final CipherPool ciphers;
  private final RandomGenerator random;

  AesKey(byte[] key, CipherPool ciphers, RandomGenerator random) {
    if (key.length != 32) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + key.length);
    }
    this.key = new SecretKeySpec(key, "AES");
    this.ciphers = ciphers;
    this.random = random;
    this.subkey = ciphers.with(c -> c.subkey(this.key));
  }

  /** Seals one value for its place. */
  public byte[] seal(Cell cell, byte[] value) {
    return sealing().seal(cell, value);
  }

  /** Begins to seal several values, which is cheaper than one by one. */
  public Sealing sealing() {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return sealing(nonce);
  }

  Sealing sealing(byte[] nonce) {
    return new Sealing(ciphers, ciphers.with(c -> c.derive(key, subkey, nonce, 0)), nonce);
  }

  /**
   * Opens a sealed value of this place.
   *
   * @throws StoreException.Unreadable when it is damaged, of another place or of another key
   */
  public byte[] open(Cell cell, byte[] sealed) {
    if (sealed.length < 1 + NONCE + TAG || sealed[0] != VERSION) {
      throw new StoreException.Unreadable(cell.column());
    }
    try {
      return ciphers.with(c -> c.decrypt(key, subkey, sealed, 1, cell.bytes()));
    } catch (CipherPool.BadTag e) {
      throw new StoreException.Unreadable(cell.column(), e);
    }
  }

  /** The key for wrapping it; the caller owns the bytes. */
  byte[] reveal() {
    return key.getEncoded();
  }

  @Override
  public String toString() {
    return "AesKey[redacted]";
  }

  /** Work with the ciphers of a pool. */
  interface Work<T> {
    T apply(XaesGcm ciphers) throws GeneralSecurityException;
  }
}
