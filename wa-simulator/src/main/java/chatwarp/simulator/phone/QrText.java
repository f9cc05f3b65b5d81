package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.CryptoException;
import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.Base64;

/**
 * What a phone reads from a companion's QR (03 §3.2): which connection, the two keys it must have,
 * and the secret that the answer is sealed with.
 */
record QrText(String ref, PublicKey noiseKey, PublicKey identityKey, AdvSecret advSecret) {

  /**
   * Reads the text with or without its {@code https://...#} prefix. Four fields are needed; what
   * follows, a client type or a trailing address, is ignored.
   *
   * @throws PairingRefusedException when the text is no pairing QR
   */
  public static QrText parse(String text) {
    String trimmed = text.strip();
    String[] fields = trimmed.substring(trimmed.indexOf('#') + 1).split(",", -1);
    if (fields.length < 4) {
      throw new PairingRefusedException("QR of " + fields.length + " fields, not 4 or more");
    }
    if (fields[0].isEmpty()) {
      throw new PairingRefusedException("QR without a ref");
    }
    return new QrText(
        fields[0],
        key("noise key", fields[1]),
        key("identity key", fields[2]),
        AdvSecret.of(base64("adv secret", fields[3])));
  }

  private static PublicKey key(String what, String text) {
    try {
      return PublicKey.of(base64(what, text));
    } catch (CryptoException e) {
      throw new PairingRefusedException("QR with a wrong " + what, e);
    }
  }

  private static byte[] base64(String what, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new PairingRefusedException("QR whose " + what + " is no base64", e);
    }
  }
}
