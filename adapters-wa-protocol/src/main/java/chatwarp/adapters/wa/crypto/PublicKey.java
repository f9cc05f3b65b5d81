package chatwarp.adapters.wa.crypto;

import java.util.Arrays;

/**
 * A Curve25519 public key: 32 bytes, the little-endian u-coordinate (RFC 7748 §5).
 *
 * <p>Stanzas carry the raw 32 bytes; Signal payloads carry 33, with the type byte 0x05 in front.
 */
public final class PublicKey {
  /** Length of the raw form in bytes. */
  public static final int RAW_LENGTH = 32;

  /** Length of the serialized form in bytes. */
  public static final int SERIALIZED_LENGTH = 33;

  /** The only key type there is. */
  public static final byte TYPE = 0x05;

  private final byte[] raw;

  private PublicKey(byte[] raw) {
    this.raw = raw;
  }

  /** The key whose raw form is these 32 bytes. */
  public static PublicKey of(byte[] raw) {
    if (raw.length != RAW_LENGTH) {
      throw new InvalidCurveKeyException("public key of " + raw.length + " bytes, not 32");
    }
    return new PublicKey(raw.clone());
  }

  /** The key whose raw form is the 32 bytes at an offset. */
  public static PublicKey of(byte[] source, int offset) {
    if (offset < 0 || source.length - offset < RAW_LENGTH) {
      throw new InvalidCurveKeyException("public key cut short");
    }
    return new PublicKey(Arrays.copyOfRange(source, offset, offset + RAW_LENGTH));
  }

  /** The key whose serialized form is these 33 bytes, the first of them 0x05. */
  public static PublicKey ofSerialized(byte[] serialized) {
    return ofSerialized(serialized, 0, serialized.length);
  }

  /** The key whose serialized form is a range of an array, which must be 33 bytes long. */
  public static PublicKey ofSerialized(byte[] source, int offset, int length) {
    if (length != SERIALIZED_LENGTH) {
      throw new InvalidCurveKeyException("serialized public key of " + length + " bytes, not 33");
    }
    if (source[offset] != TYPE) {
      throw new InvalidCurveKeyException("public key of type " + (source[offset] & 0xff));
    }
    return of(source, offset + 1);
  }

  static PublicKey owning(byte[] raw) {
    return new PublicKey(raw);
  }

  /** A copy of the 32 raw bytes. */
  public byte[] raw() {
    return raw.clone();
  }

  /** The 33 bytes 0x05 || raw. */
  public byte[] serialized() {
    byte[] result = new byte[SERIALIZED_LENGTH];
    writeSerialized(result, 0);
    return result;
  }

  /** Writes the 32 raw bytes into an array. */
  public void writeRaw(byte[] target, int offset) {
    System.arraycopy(raw, 0, target, offset, RAW_LENGTH);
  }

  /** Writes the 33 serialized bytes into an array. */
  public void writeSerialized(byte[] target, int offset) {
    target[offset] = TYPE;
    writeRaw(target, offset + 1);
  }

  /**
   * Whether the top bit is clear. Agreement ignores that bit, so a key with it set is another
   * spelling of the same point.
   */
  public boolean canonical() {
    return raw[RAW_LENGTH - 1] >= 0;
  }

  byte[] bytes() {
    return raw;
  }

  /** Whether both are the same 32 bytes. No secret, so not in constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKey key && Arrays.equals(raw, key.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return "PublicKey[redacted]";
  }
}
