package chatwarp.adapters.wa.crypto;

import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104), reusable: one object serves any number of keys and messages in turn.
 *
 * <p>Belongs to one thread at a time. Begin with {@link #key}, feed with {@link #update}, end with
 * {@link #finish}; after finish the same key may take the next message.
 */
public final class HmacSha256 {
  /** Length of a code in bytes. */
  public static final int LENGTH = 32;

  private static final String NAME = "HmacSHA256";

  private final Mac mac = Algorithms.mac(NAME);

  /** A new, unkeyed object. */
  public HmacSha256() {}

  /** Takes a key of at least one byte and forgets what was fed. */
  public HmacSha256 key(byte[] key) {
    return key(key, 0, key.length);
  }

  /** Takes a range of an array as the key and forgets what was fed. */
  public HmacSha256 key(byte[] source, int offset, int length) {
    try {
      mac.init(new SecretKeySpec(source, offset, length, NAME));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC refuses a key of raw bytes", e);
    }
    return this;
  }

  /** Feeds bytes. */
  public HmacSha256 update(byte[] bytes) {
    mac.update(bytes);
    return this;
  }

  /** Feeds a range of an array. */
  public HmacSha256 update(byte[] source, int offset, int length) {
    mac.update(source, offset, length);
    return this;
  }

  /** Feeds one byte. */
  public HmacSha256 update(byte value) {
    mac.update(value);
    return this;
  }

  /** The 32-byte code of what was fed. */
  public byte[] finish() {
    return mac.doFinal();
  }

  /** Writes the 32-byte code of what was fed. */
  public void finish(byte[] target, int offset) {
    try {
      mac.doFinal(target, offset);
    } catch (ShortBufferException e) {
      throw new IllegalArgumentException("no room for 32 bytes at " + offset, e);
    }
  }

  /** The code of a whole message under a key. */
  public byte[] code(byte[] key, byte[] message) {
    return key(key).update(message).finish();
  }
}
