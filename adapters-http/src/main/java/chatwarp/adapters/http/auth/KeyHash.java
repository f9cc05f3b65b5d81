package chatwarp.adapters.http.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of the global key: enough to check a key, useless to whoever reads it. Any thread may
 * call.
 */
public final class KeyHash {
  private static final int LENGTH = 32;

  private final byte[] hash;
  private final MessageDigest prototype;

  private KeyHash(byte[] hash) {
    this.hash = hash;
    this.prototype = sha256();
  }

  /** Hashes a key. */
  public static KeyHash ofKey(String key) {
    return new KeyHash(sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
  }

  /** Takes a stored hash, 32 bytes. */
  public static KeyHash ofStored(byte[] hash) {
    if (hash.length != LENGTH) {
      throw new IllegalArgumentException("a key hash has " + LENGTH + " bytes");
    }
    return new KeyHash(hash.clone());
  }

  /** The 32 bytes to store. */
  public byte[] bytes() {
    return hash.clone();
  }

  /** Whether this is the key; takes as long for a wrong one. */
  public boolean matches(String key) {
    return MessageDigest.isEqual(hash, fresh().digest(key.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return "KeyHash[redacted]";
  }

  /** A clone costs far less than looking the algorithm up for every request. */
  private MessageDigest fresh() {
    try {
      return (MessageDigest) prototype.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
