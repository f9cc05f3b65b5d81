package chatwarp.adapters.wa.crypto;

import java.security.MessageDigest;

/** SHA-256 or SHA-512, reusable. Belongs to one thread at a time. */
public final class Sha {
  private final MessageDigest digest;

  private Sha(MessageDigest digest) {
    this.digest = digest;
  }

  /** A new SHA-256. */
  public static Sha sha256() {
    return new Sha(Algorithms.digest("SHA-256"));
  }

  /** A new SHA-512. */
  public static Sha sha512() {
    return new Sha(Algorithms.digest("SHA-512"));
  }

  /** Feeds bytes. */
  public Sha update(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** Feeds a range of an array. */
  public Sha update(byte[] source, int offset, int length) {
    digest.update(source, offset, length);
    return this;
  }

  /** The hash of what was fed; the object is then as new. */
  public byte[] finish() {
    return digest.digest();
  }

  /** The hash of a whole message. */
  public byte[] hash(byte[] message) {
    return digest.digest(message);
  }
}
