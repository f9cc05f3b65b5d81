package chatwarp.adapters.persistence.seal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The two ciphers of XAES-256-GCM (C2SP, "XAES-256-GCM" §Specification). Not thread-safe. */
final class XaesGcm {
  private static final int BLOCK = 16;
  private static final int HALF = 12;

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

  int encrypt(
      SecretKey key, byte[] subkey, byte[] nonce, byte[] aad, byte[] value, byte[] out, int at)
      throws GeneralSecurityException {
    init(Cipher.ENCRYPT_MODE, key, subkey, nonce, 0, aad);
    return gcm.doFinal(value, 0, value.length, out, at);
  }

  byte[] decrypt(SecretKey key, byte[] subkey, byte[] sealed, int at, byte[] aad)
      throws GeneralSecurityException {
    init(Cipher.DECRYPT_MODE, key, subkey, sealed, at, aad);
    int start = at + AesKey.NONCE;
    return gcm.doFinal(sealed, start, sealed.length - start);
  }

  private void init(int mode, SecretKey key, byte[] subkey, byte[] nonce, int at, byte[] aad)
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
    gcm.init(
        mode, new SecretKeySpec(derived, "AES"), new GCMParameterSpec(128, nonce, at + HALF, HALF));
    Arrays.fill(derived, (byte) 0);
    gcm.updateAAD(aad);
  }
}
