package chatwarp.adapters.wa.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-CBC with PKCS#7 padding, reusable for any number of keys. Belongs to one thread at a
 * time.
 *
 * <p>CBC has no tag: check the MAC before {@link #decrypt}.
 */
public final class AesCbc {
  /** Length of a key in bytes. */
  public static final int KEY_LENGTH = 32;

  /** Length of an initialization vector and of a block in bytes. */
  public static final int IV_LENGTH = 16;

  private final Cipher cipher = Algorithms.cipher("AES/CBC/PKCS5Padding");

  /** A new, unkeyed object. */
  public AesCbc() {}

  /** Encrypts and pads; the result is 1 to 16 bytes longer. */
  public byte[] encrypt(byte[] key, byte[] iv, byte[] plaintext) {
    return encrypt(key, 0, iv, 0, plaintext, 0, plaintext.length);
  }

  /** Encrypts a range; key and vector are 32 and 16 bytes at their offsets. */
  public byte[] encrypt(
      byte[] key, int keyOffset, byte[] iv, int ivOffset, byte[] source, int offset, int length) {
    start(Cipher.ENCRYPT_MODE, key, keyOffset, iv, ivOffset);
    try {
      return cipher.doFinal(source, offset, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CBC refuses to encrypt", e);
    }
  }

  /**
   * Encrypts a range into an array with room for the padded length.
   *
   * @return the number of bytes written
   */
  public int encrypt(
      byte[] key,
      int keyOffset,
      byte[] iv,
      int ivOffset,
      byte[] source,
      int offset,
      int length,
      byte[] target,
      int targetOffset) {
    start(Cipher.ENCRYPT_MODE, key, keyOffset, iv, ivOffset);
    try {
      return cipher.doFinal(source, offset, length, target, targetOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no room for the ciphertext", e);
    }
  }

  /** The number of bytes that so many bytes of plaintext become. */
  public static int encryptedLength(int length) {
    return (length / IV_LENGTH + 1) * IV_LENGTH;
  }

  /**
   * Decrypts and takes the padding off.
   *
   * @throws DecryptionFailedException when length or padding is wrong
   */
  public byte[] decrypt(byte[] key, byte[] iv, byte[] ciphertext) {
    return decrypt(key, 0, iv, 0, ciphertext, 0, ciphertext.length);
  }

  /**
   * Decrypts a range; key and vector are 32 and 16 bytes at their offsets.
   *
   * @throws DecryptionFailedException when length or padding is wrong
   */
  public byte[] decrypt(
      byte[] key, int keyOffset, byte[] iv, int ivOffset, byte[] source, int offset, int length) {
    if (length == 0) {
      throw new DecryptionFailedException("AES-CBC ciphertext is empty");
    }
    start(Cipher.DECRYPT_MODE, key, keyOffset, iv, ivOffset);
    try {
      return cipher.doFinal(source, offset, length);
    } catch (GeneralSecurityException e) {
      throw new DecryptionFailedException("AES-CBC length or padding is wrong", e);
    }
  }

  private void start(int mode, byte[] key, int keyOffset, byte[] iv, int ivOffset) {
    try {
      cipher.init(
          mode,
          new SecretKeySpec(key, keyOffset, KEY_LENGTH, "AES"),
          new IvParameterSpec(iv, ivOffset, IV_LENGTH));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CBC refuses a key of 32 bytes", e);
    }
  }
}
