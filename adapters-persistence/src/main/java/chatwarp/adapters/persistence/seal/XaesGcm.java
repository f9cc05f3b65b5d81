package chatwarp.adapters.persistence.seal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The two ciphers of XAES-256-GCM (C2SP, "XAES-256-GCM" §Specification). Not thread-safe. */
final class XaesGcm {
  static final int NONCE = 24;
  static final int TAG = 16;

  private static final int BLOCK = 16;
  private static final int HALF = NONCE / 2;

  private final Cipher block;
  private final Cipher gcm;

  XaesGcm() throws GeneralSecurityException {
    block = Cipher.getInstance("AES/ECB/NoPadding");
    gcm = Cipher.getInstance("AES/GCM/NoPadding");
  }

  /** The CMAC subkey K1 of a key. */
  byte[] subkey(SecretKey key) throws GeneralSecurityException {
    block.init(Cipher.ENCRYPT_MODE, key);
    byte[] l = block.doFinal(new byte[BLOCK]);
    byte[] k1 = new byte[BLOCK];
    int carry = 0;
    for (int i = BLOCK - 1; i >= 0; i--) {
      int shifted = (l[i] & 0xFF) << 1 | carry;
      k1[i] = (byte) shifted;
      carry = shifted >>> 8;
    }
    k1[BLOCK - 1] ^= (byte) (carry * 0x87);
    return k1;
  }

  /** The key of all nonces with this first half. */
  SecretKey derive(SecretKey key, byte[] subkey, byte[] nonce, int at)
      throws GeneralSecurityException {
    byte[] blocks = new byte[2 * BLOCK];
    for (int i = 0; i < 2; i++) {
      int start = i * BLOCK;
      blocks[start + 1] = (byte) (i + 1);
      blocks[start + 2] = 'X';
      System.arraycopy(nonce, at, blocks, start + 4, HALF);
      for (int j = 0; j < BLOCK; j++) {
        blocks[start + j] ^= subkey[j];
      }
    }
    block.init(Cipher.ENCRYPT_MODE, key);
    byte[] derived = block.doFinal(blocks);
    SecretKey result = new SecretKeySpec(derived, "AES");
    Arrays.fill(derived, (byte) 0);
    return result;
  }

  /** Writes ciphertext and tag. */
  int encrypt(SecretKey derived, byte[] nonce, byte[] aad, byte[] value, byte[] out, int at)
      throws GeneralSecurityException {
    gcm.init(Cipher.ENCRYPT_MODE, derived, second(nonce, 0));
    gcm.updateAAD(aad);
    return gcm.doFinal(value, 0, value.length, out, at);
  }

  byte[] decrypt(SecretKey key, byte[] subkey, byte[] sealed, int at, byte[] aad)
      throws GeneralSecurityException {
    gcm.init(Cipher.DECRYPT_MODE, derive(key, subkey, sealed, at), second(sealed, at));
    gcm.updateAAD(aad);
    int start = at + NONCE;
    return gcm.doFinal(sealed, start, sealed.length - start);
  }

  private static GCMParameterSpec second(byte[] nonce, int at) {
    return new GCMParameterSpec(8 * TAG, nonce, at + HALF, HALF);
  }
}
