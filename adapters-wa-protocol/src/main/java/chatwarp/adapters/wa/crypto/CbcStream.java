package chatwarp.adapters.wa.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One file through AES-256-CBC with PKCS#7 padding, piece by piece. Belongs to one thread at a
 * time; good for one file.
 */
public final class CbcStream {
  private static final int BLOCK = 16;

  private final Cipher cipher = Algorithms.cipher("AES/CBC/PKCS5Padding");

  private CbcStream(int mode, byte[] key, byte[] iv) {
    try {
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("AES-256-CBC takes 32 bytes of key, 16 of vector", e);
    }
  }

  /** Encrypts under a key of 32 bytes and a vector of 16. */
  public static CbcStream encrypting(byte[] key, byte[] iv) {
    return new CbcStream(Cipher.ENCRYPT_MODE, key, iv);
  }

  /** Decrypts under a key of 32 bytes and a vector of 16. */
  public static CbcStream decrypting(byte[] key, byte[] iv) {
    return new CbcStream(Cipher.DECRYPT_MODE, key, iv);
  }

  /** Room that the result of so many bytes may need. */
  public static int room(int length) {
    return length + 2 * BLOCK;
  }

  /**
   * The next piece.
   *
   * @param target has room for {@link #room} bytes
   * @return the number of bytes written to the beginning of the target
   */
  public int update(byte[] source, int offset, int length, byte[] target) {
    try {
      return cipher.update(source, offset, length, target, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no room for a piece", e);
    }
  }

  /**
   * The end: what was held back, with padding put on or taken off.
   *
   * @param target has room for two blocks
   * @return the number of bytes written to the beginning of the target
   * @throws DecryptionFailedException when length or padding is wrong
   */
  public int finish(byte[] target) {
    try {
      return cipher.doFinal(target, 0);
    } catch (GeneralSecurityException e) {
      throw new DecryptionFailedException("AES-CBC length or padding is wrong", e);
    }
  }
}
