package chatwarp.adapters.wa.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA256 (RFC 2104), reusable: one object serves any number of keys and messages in turn.
 *
 * <p>Belongs to one thread at a time. Begin with {@link #key}, feed with {@link #update}, end with
 * {@link #finish}; after finish the same key may take the next message. Stands directly on SHA-256,
 * because a ratchet changes its key with every code and {@code javax.crypto.Mac} makes that dear.
 */
public final class HmacSha256 {
  /** Length of a code in bytes. */
  public static final int LENGTH = 32;

  private static final int BLOCK = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MessageDigest sha256 = Algorithms.digest("SHA-256");
  private final byte[] innerPad = new byte[BLOCK];
  private final byte[] outerPad = new byte[BLOCK];
  private final byte[] innerHash = new byte[LENGTH];
  private boolean begun;

  /** A new object; its key is empty. */
  public HmacSha256() {
    key(new byte[0]);
  }

  /** Takes a key of any length and forgets what was fed. */
  public HmacSha256 key(byte[] key) {
    return key(key, 0, key.length);
  }

  /** Takes a range of an array as the key and forgets what was fed. */
  public HmacSha256 key(byte[] source, int offset, int length) {
    sha256.reset();
    byte[] key = source;
    int start = offset;
    int count = length;
    if (length > BLOCK) {
      sha256.update(source, offset, length);
      key = sha256.digest();
      start = 0;
      count = LENGTH;
    }
    for (int i = 0; i < count; i++) {
      innerPad[i] = (byte) (key[start + i] ^ INNER);
      outerPad[i] = (byte) (key[start + i] ^ OUTER);
    }
    Arrays.fill(innerPad, count, BLOCK, INNER);
    Arrays.fill(outerPad, count, BLOCK, OUTER);
    begun = false;
    return this;
  }

  /** Feeds bytes. */
  public HmacSha256 update(byte[] bytes) {
    begin();
    sha256.update(bytes);
    return this;
  }

  /** Feeds a range of an array. */
  public HmacSha256 update(byte[] source, int offset, int length) {
    begin();
    sha256.update(source, offset, length);
    return this;
  }

  /** Feeds one byte. */
  public HmacSha256 update(byte value) {
    begin();
    sha256.update(value);
    return this;
  }

  /** The 32-byte code of what was fed. */
  public byte[] finish() {
    byte[] code = new byte[LENGTH];
    finish(code, 0);
    return code;
  }

  /** Writes the 32-byte code of what was fed. */
  public void finish(byte[] target, int offset) {
    begin();
    begun = false;
    try {
      sha256.digest(innerHash, 0, LENGTH);
      sha256.update(outerPad);
      sha256.update(innerHash);
      sha256.digest(target, offset, LENGTH);
    } catch (DigestException e) {
      throw new IllegalArgumentException("no room for 32 bytes at " + offset, e);
    }
  }

  private void begin() {
    if (!begun) {
      sha256.update(innerPad);
      begun = true;
    }
  }

  /** The code of a whole message under a key. */
  public byte[] code(byte[] key, byte[] message) {
    return key(key).update(message).finish();
  }
}
