package chatwarp.adapters.wa.crypto;

import java.util.Arrays;

/** HKDF-SHA256 (RFC 5869) over a reusable HMAC. Belongs to one thread at a time, as that does. */
public final class Hkdf {
  /** The salt when none is given. */
  private static final byte[] NO_SALT = new byte[0];

  /** What no salt means: 32 zero bytes. */
  private static final HmacSha256.Prepared ZERO_SALT =
      HmacSha256.prepare(new byte[HmacSha256.LENGTH]);

  private static final int LONGEST = 255 * HmacSha256.LENGTH;

  private final HmacSha256 hmac;
  private final byte[] pseudoRandomKey = new byte[HmacSha256.LENGTH];
  private final byte[] lastBlock = new byte[HmacSha256.LENGTH];

  /** Derives with the given HMAC, whose key it changes. */
  public Hkdf(HmacSha256 hmac) {
    this.hmac = hmac;
  }

  /** Derives {@code length} bytes without a salt, which means 32 zero bytes. */
  public byte[] derive(byte[] keyMaterial, byte[] info, int length) {
    return derive(NO_SALT, keyMaterial, info, length);
  }

  /** Derives {@code length} bytes, at most 8160; salt, key material and info may be empty. */
  public byte[] derive(byte[] salt, byte[] keyMaterial, byte[] info, int length) {
    byte[] result = new byte[length];
    derive(salt, keyMaterial, info, result);
    return result;
  }

  /** Fills an array with derived bytes. */
  public void derive(byte[] salt, byte[] keyMaterial, byte[] info, byte[] target) {
    if (target.length > LONGEST) {
      throw new IllegalArgumentException("HKDF gives at most " + LONGEST + " bytes");
    }
    if (salt.length == 0) {
      hmac.key(ZERO_SALT);
    } else {
      hmac.key(salt);
    }
    hmac.update(keyMaterial).finish(pseudoRandomKey, 0);
    int blocks = Math.ceilDiv(target.length, HmacSha256.LENGTH);
    if (blocks > 1) {
      hmac.keyForMany(pseudoRandomKey, blocks);
    } else {
      hmac.key(pseudoRandomKey);
    }
    int done = 0;
    for (int block = 1; done < target.length; block++) {
      if (block > 1) {
        hmac.update(lastBlock);
      }
      hmac.update(info).update((byte) block).finish(lastBlock, 0);
      int count = Math.min(HmacSha256.LENGTH, target.length - done);
      System.arraycopy(lastBlock, 0, target, done, count);
      done += count;
    }
    Arrays.fill(pseudoRandomKey, (byte) 0);
    Arrays.fill(lastBlock, (byte) 0);
  }
}
