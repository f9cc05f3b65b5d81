package chatwarp.adapters.wa.crypto;

import org.jspecify.annotations.Nullable;

/**
 * The reusable symmetric primitives of one owner: a connection, a handshake, an instance's lock.
 *
 * <p>Made when first asked for, so that an idle owner pays little. Belongs to one thread at a time;
 * pass it down, never share it.
 */
public final class SymmetricCrypto {
  private @Nullable HmacSha256 hmac;
  private @Nullable Hkdf hkdf;
  private @Nullable AesCbc aesCbc;
  private @Nullable Sha sha256;

  /** Empty; costs nothing yet. */
  public SymmetricCrypto() {}

  /** HMAC-SHA256; {@link #hkdf} changes its key. */
  public HmacSha256 hmac() {
    HmacSha256 result = hmac;
    if (result == null) {
      result = new HmacSha256();
      hmac = result;
    }
    return result;
  }

  /** HKDF-SHA256 over {@link #hmac}. */
  public Hkdf hkdf() {
    Hkdf result = hkdf;
    if (result == null) {
      result = new Hkdf(hmac());
      hkdf = result;
    }
    return result;
  }

  /** AES-256-CBC. */
  public AesCbc aesCbc() {
    AesCbc result = aesCbc;
    if (result == null) {
      result = new AesCbc();
      aesCbc = result;
    }
    return result;
  }

  /** SHA-256. */
  public Sha sha256() {
    Sha result = sha256;
    if (result == null) {
      result = Sha.sha256();
      sha256 = result;
    }
    return result;
  }
}
