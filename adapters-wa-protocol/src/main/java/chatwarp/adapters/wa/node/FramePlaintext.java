package chatwarp.adapters.wa.node;

import chatwarp.adapters.wa.node.NodeFormatException.Fault;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The plaintext of a frame: a flags byte, then the body, which a server compresses when it is large
 * (02 §2). Clients never compress.
 */
public final class FramePlaintext {
  /** No flag set: the body follows as it is. */
  static final byte PLAIN = 0;

  /** Flag of a body that is a zlib stream (RFC 1950). */
  static final byte COMPRESSED = 2;

  /** Bytes a body may have once inflated. */
  public static final int MAX_INFLATED = 16 << 20;

  private static final int SMALLEST_BUFFER = 512;

  private FramePlaintext() {}

  static boolean isCompressed(byte[] array, int offset, int length) {
    if (length < 1) {
      throw new NodeFormatException(Fault.TRUNCATED, "a frame without flags");
    }
    return (array[offset] & COMPRESSED) != 0;
  }

  /**
   * Inflates a body, growing as it goes: a small frame cannot reserve much.
   *
   * @throws NodeFormatException when it is damaged, incomplete, followed by anything, or larger
   *     than {@link #MAX_INFLATED}
   */
  static byte[] inflate(byte[] array, int offset, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(array, offset, length);
      byte[] body = new byte[Math.max(SMALLEST_BUFFER, 4 * Math.min(length, MAX_INFLATED / 4))];
      int filled = 0;
      while (true) {
        filled += inflater.inflate(body, filled, body.length - filled);
        if (inflater.finished()) {
          break;
        }
        if (filled < body.length) { // it wants input or a dictionary; there is neither
          throw new NodeFormatException(Fault.TRUNCATED, "the compressed data ends too early");
        }
        if (filled >= MAX_INFLATED) {
          throw new NodeFormatException(Fault.TOO_BIG, "inflates to over " + MAX_INFLATED);
        }
        body = Arrays.copyOf(body, Math.min(2 * body.length, MAX_INFLATED));
      }
      if (inflater.getRemaining() > 0) {
        throw new NodeFormatException(Fault.LEFTOVER, "bytes remain behind the compressed data");
      }
      return Arrays.copyOf(body, filled);
    } catch (DataFormatException e) {
      throw new NodeFormatException(Fault.INFLATE, "the compressed data is damaged", e);
    } finally {
      inflater.end();
    }
  }

  /** The same plaintext with its body compressed, as a server sends large frames. */
  public static byte[] compress(byte[] plaintext) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(plaintext, 1, plaintext.length - 1);
      deflater.finish();
      byte[] packed = new byte[plaintext.length + 64];
      packed[0] = COMPRESSED;
      int filled = 1;
      while (true) {
        filled += deflater.deflate(packed, filled, packed.length - filled);
        if (deflater.finished()) {
          return Arrays.copyOf(packed, filled);
        }
        packed = Arrays.copyOf(packed, 2 * packed.length);
      }
    } finally {
      deflater.end();
    }
  }
}
