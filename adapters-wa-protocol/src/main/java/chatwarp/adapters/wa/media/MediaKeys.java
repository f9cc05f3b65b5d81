package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.domain.model.Secret;
import java.util.Arrays;

/**
 * The keys of one file (06 §1); the arrays are its own.
 *
 * @param iv 16 bytes
 * @param cipherKey 32 bytes, for AES-256-CBC
 * @param macKey 32 bytes, for HMAC-SHA256
 */
record MediaKeys(byte[] iv, byte[] cipherKey, byte[] macKey) {
  /** Bytes of the file's MAC that travel behind it. */
  static final int MAC_LENGTH = 10;

  private static final int IV_END = 16;
  private static final int CIPHER_END = 48;
  private static final int MAC_END = 80;

  /** All that is derived; the last 32 bytes have no use. */
  private static final int LENGTH = 112;

  static MediaKeys derive(Secret mediaKey, MediaType type) {
    byte[] all = expand(mediaKey, type);
    return new MediaKeys(
        Arrays.copyOf(all, IV_END),
        Arrays.copyOfRange(all, IV_END, CIPHER_END),
        Arrays.copyOfRange(all, CIPHER_END, MAC_END));
  }

  static byte[] expand(Secret mediaKey, MediaType type) {
    return new Hkdf(new HmacSha256()).derive(mediaKey.reveal(), type.info(), LENGTH);
  }

  @Override
  public String toString() {
    return "MediaKeys[redacted]";
  }
}
