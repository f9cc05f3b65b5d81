package chatwarp.adapters.wa.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/** A Curve25519 private key: 32 bytes, clamped (RFC 7748 §5). Never printed. */
public final class PrivateKey {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] raw;

  private PrivateKey(byte[] raw) {
    this.raw = raw;
  }

  /** The key of these 32 bytes, which are copied and clamped. */
  public static PrivateKey of(byte[] raw) {
    return of(raw, 0, raw.length);
  }

  /** The key of a range of an array, which must be 32 bytes long; it is copied and clamped. */
  public static PrivateKey of(byte[] source, int offset, int length) {
    if (length != LENGTH || offset < 0 || source.length - offset < LENGTH) {
      throw new InvalidCurveKeyException("private key of " + length + " bytes, not 32");
    }
    byte[] raw = Arrays.copyOfRange(source, offset, offset + LENGTH);
    raw[0] &= (byte) 248;
    raw[31] &= 127;
    raw[31] |= 64;
    return new PrivateKey(raw);
  }

  /** A copy of the 32 clamped bytes. */
  public byte[] raw() {
    return raw.clone();
  }

  /** Writes the 32 clamped bytes into an array. */
  public void writeRaw(byte[] target, int offset) {
    System.arraycopy(raw, 0, target, offset, LENGTH);
  }

  byte[] bytes() {
    return raw;
  }

  /** Whether both are the same key, compared in constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PrivateKey key && MessageDigest.isEqual(raw, key.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return "PrivateKey[redacted]";
  }
}
