package chatwarp.adapters.wa.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 (RFC 2104), reusable: one object serves any number of keys and messages in turn.
 *
 * <p>Belongs to one thread at a time. Begin with {@link #key}, or {@link #keyForMany}; feed with
 * {@link #update}, end with {@link #finish}; after finish the same key may take the next message.
 * Stands directly on SHA-256, because a ratchet changes its key with every code and {@code
 * javax.crypto.Mac} makes that dear.
 */
public final class HmacSha256 {
  /** Length of a code in bytes. */
  public static final int LENGTH = 32;

  private static final int BLOCK = 64;
  private static final int SHORT = 2 * BLOCK;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  /** Never updated, only cloned, which is cheaper than asking the providers anew. */
  private static final MessageDigest SHA_256 = Algorithms.digest("SHA-256");

  private final MessageDigest sha256 = clone(SHA_256);

  /** The padded key, and behind it the message while it is short: hashing in one go is cheaper. */
  private final byte[] inner = new byte[BLOCK + SHORT];

  /** The padded key, and behind it the inner hash. */
  private final byte[] outer = new byte[BLOCK + LENGTH];

  private int keyLength = BLOCK;
  private @Nullable Prepared prepared;

  /** How many codes the prepared key is for; the last one uses it up, which saves the copies. */
  private int codes;

  private MessageDigest hash = sha256;
  private int held = BLOCK;

  /** Whether the inner array is hashed already, and the message is hashed as it comes. */
  private boolean streaming;

  /**
   * The hash after the padded key, which is half the work of a short code. While it is only cloned,
   * any thread may use it.
   */
  static final class Prepared {
    private final MessageDigest inner = HmacSha256.clone(SHA_256);
    private final MessageDigest outer = HmacSha256.clone(SHA_256);

    private Prepared(HmacSha256 hmac) {
      inner.update(hmac.inner, 0, BLOCK);
      outer.update(hmac.outer, 0, BLOCK);
    }
  }

  static Prepared prepare(byte[] key) {
    return new Prepared(new HmacSha256().key(key));
  }

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
    if (streaming) {
      hash.reset();
    }
    hash = sha256;
    prepared = null;
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
      inner[i] = (byte) (key[start + i] ^ INNER);
      outer[i] = (byte) (key[start + i] ^ OUTER);
    }
    if (count < keyLength) {
      Arrays.fill(inner, count, keyLength, INNER);
      Arrays.fill(outer, count, keyLength, OUTER);
    }
    keyLength = count;
    begin();
    return this;
  }

  /** Takes a key for so many codes, each of which is then cheaper; forgets what was fed. */
  public HmacSha256 keyForMany(byte[] key, int codes) {
    key(key);
    prepared = new Prepared(this);
    this.codes = codes;
    return this;
  }

  HmacSha256 key(Prepared key) {
    if (streaming) {
      hash.reset();
    }
    prepared = key;
    codes = Integer.MAX_VALUE;
    begin();
    return this;
  }

  /** Feeds bytes. */
  public HmacSha256 update(byte[] bytes) {
    return update(bytes, 0, bytes.length);
  }

  /** Feeds a range of an array. */
  public HmacSha256 update(byte[] source, int offset, int length) {
    if (!streaming && length <= inner.length - held) {
      System.arraycopy(source, offset, inner, held, length);
      held += length;
    } else {
      stream();
      hash.update(source, offset, length);
    }
    return this;
  }

  /** Feeds one byte. */
  public HmacSha256 update(byte value) {
    if (!streaming && held < inner.length) {
      inner[held++] = value;
    } else {
      stream();
      hash.update(value);
    }
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
    Objects.checkFromIndexSize(offset, LENGTH, target.length);
    stream();
    try {
      hash.digest(outer, BLOCK, LENGTH);
      Prepared key = prepared;
      if (key == null) {
        hash.update(outer);
      } else {
        hash = codes == 1 ? key.outer : clone(key.outer);
        hash.update(outer, BLOCK, LENGTH);
      }
      hash.digest(target, offset, LENGTH);
      if (key != null && --codes == 0) {
        hash = sha256;
        prepared = null;
      }
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 gives 32 bytes", e);
    }
    begin();
  }

  private void begin() {
    held = BLOCK;
    streaming = false;
  }

  private void stream() {
    if (streaming) {
      return;
    }
    streaming = true;
    Prepared key = prepared;
    if (key == null) {
      hash.update(inner, 0, held);
    } else {
      hash = codes == 1 ? key.inner : clone(key.inner);
      hash.update(inner, BLOCK, held - BLOCK);
    }
  }

  private static MessageDigest clone(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java runtime's SHA-256 cannot be cloned", e);
    }
  }

  /** The code of a whole message under a key. */
  public byte[] code(byte[] key, byte[] message) {
    return key(key).update(message).finish();
  }
}
