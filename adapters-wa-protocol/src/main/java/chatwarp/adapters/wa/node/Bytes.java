package chatwarp.adapters.wa.node;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes inside a node. After decoding they are a view of the frame, which must therefore not change
 * any more; making one from an array does not copy it either.
 */
public final class Bytes implements Content {
  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** The whole array, which must not change afterwards. */
  public static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /** Part of an array, which must not change afterwards. */
  public static Bytes of(byte[] array, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, array.length);
    return new Bytes(array, offset, length);
  }

  public int length() {
    return length;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** The bytes as UTF-8 text; what is not UTF-8 becomes U+FFFD. */
  public String toText() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /** Reads the bytes without copying them. */
  public InputStream stream() {
    return new ByteArrayInputStream(array, offset, length);
  }

  /** Copies the bytes into {@code target}, which must have room. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** Says how many bytes there are, never which. */
  @Override
  public String toString() {
    return "bytes[" + length + "]";
  }
}
