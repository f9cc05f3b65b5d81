package chatwarp.adapters.wa.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM under one key, with a 12-byte vector and a 16-byte tag behind the ciphertext.
 *
 * <p>Reusable for any number of messages, each with a new vector: sealing twice with the same one
 * is refused. Belongs to one thread at a time; give each direction its own.
 */
public final class AesGcm {
  /** Length of a key in bytes. */
  public static final int KEY_LENGTH = 32;

  /** Length of an initialization vector in bytes. */
  public static final int IV_LENGTH = 12;

  /** Length of the tag in bytes. */
  public static final int TAG_LENGTH = 16;

  private static final byte[] NONE = new byte[0];

  private final SecretKeySpec key;
  private @Nullable Cipher sealing;
  private @Nullable Cipher opening;

  /** Under a key of 32 bytes, which is copied. */
  public AesGcm(byte[] key) {
    this(key, 0);
  }

  /** Under the 32 bytes at an offset, which are copied. */
  public AesGcm(byte[] source, int offset) {
    this.key = new SecretKeySpec(source, offset, KEY_LENGTH, "AES");
  }

  /** Encrypts without associated data. */
  public byte[] seal(byte[] iv, byte[] plaintext) {
    return seal(iv, NONE, plaintext);
  }

  /** Encrypts; the result is 16 bytes longer. */
  public byte[] seal(byte[] iv, byte[] associated, byte[] plaintext) {
    byte[] target = new byte[plaintext.length + TAG_LENGTH];
    seal(iv, associated, plaintext, 0, plaintext.length, target, 0);
    return target;
  }

  /**
   * Encrypts a range into an array with room for 16 bytes more; both may be the same array and
   * place.
   *
   * @return the number of bytes written
   */
  public int seal(
      byte[] iv,
      byte[] associated,
      byte[] source,
      int offset,
      int length,
      byte[] target,
      int targetOffset) {
    Cipher cipher = sealing;
    if (cipher == null) {
      cipher = Algorithms.cipher("AES/GCM/NoPadding");
      sealing = cipher;
    }
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_LENGTH * 8, iv));
      if (associated.length > 0) {
        cipher.updateAAD(associated);
      }
      return cipher.doFinal(source, offset, length, target, targetOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("AES-GCM vector used before, or no room", e);
    }
  }

  /**
   * Decrypts without associated data.
   *
   * @throws DecryptionFailedException when the tag is wrong
   */
  public byte[] open(byte[] iv, byte[] ciphertext) {
    return open(iv, NONE, ciphertext);
  }

  /**
   * Decrypts; the result is 16 bytes shorter.
   *
   * @throws DecryptionFailedException when the tag is wrong
   */
  public byte[] open(byte[] iv, byte[] associated, byte[] ciphertext) {
    byte[] target = new byte[Math.max(0, ciphertext.length - TAG_LENGTH)];
    open(iv, associated, ciphertext, 0, ciphertext.length, target, 0);
    return target;
  }

  /**
   * Decrypts a range into an array with room for 16 bytes less; both may be the same array and
   * place.
   *
   * @return the number of bytes written
   * @throws DecryptionFailedException when the tag is wrong
   */
  public int open(
      byte[] iv,
      byte[] associated,
      byte[] source,
      int offset,
      int length,
      byte[] target,
      int targetOffset) {
    if (length < TAG_LENGTH) {
      throw new DecryptionFailedException("AES-GCM ciphertext shorter than its tag");
    }
    Cipher cipher = opening;
    if (cipher == null) {
      cipher = Algorithms.cipher("AES/GCM/NoPadding");
      opening = cipher;
    }
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_LENGTH * 8, iv));
      if (associated.length > 0) {
        cipher.updateAAD(associated);
      }
      return cipher.doFinal(source, offset, length, target, targetOffset);
    } catch (GeneralSecurityException e) {
      throw new DecryptionFailedException("AES-GCM tag is wrong", e);
    }
  }

  @Override
  public String toString() {
    return "AesGcm[redacted]";
  }
}
