package chatwarp.adapters.wa.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-CTR with a 128-bit big-endian counter block; its own inverse. Used once per pairing. */
public final class AesCtr {
  private AesCtr() {}

  /** Encrypts or decrypts with a key of 32 and a first counter block of 16 bytes. */
  public static byte[] apply(byte[] key, byte[] counterBlock, byte[] bytes) {
    Cipher cipher = Algorithms.cipher("AES/CTR/NoPadding");
    try {
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counterBlock));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("AES-CTR wants 32 bytes of key and 16 of counter", e);
    }
  }
}
