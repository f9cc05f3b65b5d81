package chatwarp.adapters.wa.node;

import chatwarp.adapters.wa.node.NodeFormatException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One growing buffer, and text in the shortest form (02 §6). Used by one thread. */
final class WireWriter {
  private static final int BINARY_20_LIMIT = 1 << 20;

  private byte[] buffer;
  private int position;

  WireWriter(int capacity) {
    buffer = new byte[capacity];
  }

  byte[] array() {
    return buffer;
  }

  int position() {
    return position;
  }

  void position(int position) {
    ensure(position - this.position);
    this.position = position;
  }

  /** Makes room for bytes that somebody else will write. */
  void reserve(int more) {
    ensure(more);
  }

  private void ensure(int more) {
    int needed = position + more;
    if (needed > buffer.length || needed < 0) {
      grow(needed);
    }
  }

  private void grow(int needed) {
    if (needed < 0) {
      throw new NodeFormatException(Fault.UNWRITABLE, "a stanza of over 2 GiB");
    }
    buffer = Arrays.copyOf(buffer, Math.max(needed, (int) Math.min(2L * buffer.length, 1 << 30)));
  }

  void u8(int value) {
    ensure(1);
    buffer[position++] = (byte) value;
  }

  void u16(int value) {
    ensure(2);
    buffer[position] = (byte) (value >> 8);
    buffer[position + 1] = (byte) value;
    position += 2;
  }

  void list(int size) {
    if (size == 0) {
      u8(Tags.LIST_EMPTY);
    } else if (size <= 0xFF) {
      u16(Tags.LIST_8 << 8 | size);
    } else if (size <= 0xFFFF) {
      u8(Tags.LIST_16);
      u16(size);
    } else {
      throw new NodeFormatException(Fault.UNWRITABLE, "a list of " + size);
    }
  }

  void binary(Bytes bytes) {
    int length = bytes.length();
    binaryHeader(length);
    bytes.copyTo(buffer, position);
    position += length;
  }

  /** Writes tag and length, and makes room for the bytes. */
  private void binaryHeader(int length) {
    ensure(length + 5);
    if (length <= 0xFF) {
      u16(Tags.BINARY_8 << 8 | length);
    } else if (length < BINARY_20_LIMIT) {
      u16(Tags.BINARY_20 << 8 | length >> 16);
      u16(length);
    } else {
      u8(Tags.BINARY_32);
      u16(length >> 16);
      u16(length);
    }
  }

  void text(String text) {
    int length = text.length();
    if (length == 0) {
      u16(Tags.BINARY_8 << 8);
      return;
    }
    int code = Tokens.code(text);
    if (code != 0) {
      if (code <= 0xFF) {
        u8(code);
      } else {
        u16(code);
      }
      return;
    }
    int alphabet = length <= Packed.MAX_WRITTEN ? alphabet(text, length) : 0;
    if ((alphabet & Packed.IS_NIBBLE) != 0) {
      packed(Tags.NIBBLE_8, text, length);
    } else if ((alphabet & Packed.IS_HEX) != 0) {
      packed(Tags.HEX_8, text, length);
    } else {
      raw(text, length);
    }
  }

  private static int alphabet(String text, int length) {
    int common = Packed.IS_NIBBLE | Packed.IS_HEX;
    for (int i = 0; i < length && common != 0; i++) {
      char c = text.charAt(i);
      common &= c < 128 ? Packed.CLASSES[c] : 0;
    }
    return common;
  }

  private void packed(int tag, String text, int length) {
    int pairs = length >> 1;
    int odd = length & 1;
    ensure(2 + pairs + odd);
    byte[] out = buffer;
    int at = position;
    out[at++] = (byte) tag;
    out[at++] = (byte) (odd << 7 | (pairs + odd));
    for (int i = 0; i < pairs; i++) {
      out[at++] = (byte) (digit(text.charAt(2 * i)) << 4 | digit(text.charAt(2 * i + 1)));
    }
    if (odd != 0) {
      out[at++] = (byte) (digit(text.charAt(length - 1)) << 4 | Packed.FILLER);
    }
    position = at;
  }

  private static int digit(char c) {
    return Packed.CLASSES[c] & 0x0F;
  }

  // String.getBytes(int, int, byte[], int) is deprecated for losing the upper half of characters;
  // here there is none, and nothing else copies ASCII into an array that exists already.
  @SuppressWarnings("deprecation")
  private void raw(String text, int length) {
    if (isAscii(text, length)) {
      binaryHeader(length);
      text.getBytes(0, length, buffer, position);
      position += length;
    } else {
      binary(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static boolean isAscii(String text, int length) {
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= text.charAt(i);
    }
    return all < 128;
  }
}
