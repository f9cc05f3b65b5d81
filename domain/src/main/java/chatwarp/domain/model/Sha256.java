package chatwarp.domain.model;

import java.util.Arrays;

/** A SHA-256 hash: 32 bytes. */
public final class Sha256 {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Sha256(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Keeps a copy of the bytes.
   *
   * @throws InvalidValueException when they are not 32
   */
  public static Sha256 of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new InvalidValueException("sha256", "is not 32 bytes long");
    }
    return new Sha256(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Sha256[32 bytes]";
  }
}
