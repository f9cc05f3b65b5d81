package chatwarp.adapters.wa.node;

import chatwarp.adapters.wa.node.NodeFormatException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A cursor over the bytes of one frame: numbers, lengths and text. Used by one thread. */
final class WireReader {
  private static final int LONGEST_PACKED = 2 * 127;

  private final byte[] bytes;
  private final int end;
  private int position;
  private byte @Nullable [] scratch;

  WireReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
  }

  int remaining() {
    return end - position;
  }

  int u8() {
    if (position >= end) {
      throw truncated();
    }
    return bytes[position++] & 0xFF;
  }

  int u16() {
    return u8() << 8 | u8();
  }

  /** The length that follows one of the three binary tags; never more than what remains. */
  int binaryLength(int tag) {
    long length =
        switch (tag) {
          case Tags.BINARY_8 -> u8();
          case Tags.BINARY_20 -> (u8() & 0x0F) << 16 | u16();
          default -> (long) u16() << 16 | u16();
        };
    if (length > remaining()) {
      throw truncated();
    }
    return (int) length;
  }

  /** Bytes as a view of the frame. */
  Bytes binary(int tag) {
    int length = binaryLength(tag);
    Bytes view = Bytes.of(bytes, position, length);
    position += length;
    return view;
  }

  /** Text in any form but an address; null for {@link Tags#LIST_EMPTY}. */
  @Nullable String textOrNull(int tag) {
    return tag == Tags.LIST_EMPTY ? null : text(tag);
  }

  /** Text in any form but an address, where {@link Tags#LIST_EMPTY} has been ruled out. */
  String text(int tag) {
    if (tag < Tags.DICTIONARY_0) {
      return Tokens.single(tag);
    }
    return switch (tag) {
      case Tags.NIBBLE_8, Tags.HEX_8 -> packed(tag);
      case Tags.BINARY_8, Tags.BINARY_20, Tags.BINARY_32 -> {
        int length = binaryLength(tag);
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        yield text;
      }
      default -> {
        if (tag > Tags.DICTIONARY_3) {
          throw new NodeFormatException(Fault.TOKEN, "byte " + tag + " does not begin a text");
        }
        yield Tokens.dictionary(tag - Tags.DICTIONARY_0, u8());
      }
    };
  }

  /** A tag or the name of an attribute: text that is not empty, and is UTF-8 if it is binary. */
  String name() {
    int tag = u8();
    if (tag > 0 && tag < Tags.DICTIONARY_0) {
      return Tokens.single(tag);
    }
    if (isAddress(tag)) {
      throw new NodeFormatException(Fault.NAME, "an address stands where a name belongs");
    }
    int start = position;
    String name = textOrNull(tag);
    if (name == null || name.isEmpty()) {
      throw new NodeFormatException(Fault.NAME, "a name is empty");
    }
    if (name.indexOf('\uFFFD') >= 0) {
      requireUtf8(start, tag);
    }
    return name;
  }

  static boolean isAddress(int tag) {
    return tag == Tags.JID_PAIR || (tag >= Tags.INTEROP_JID && tag <= Tags.AD_JID);
  }

  private String packed(int tag) {
    int header = u8();
    int length = header & 0x7F;
    boolean odd = header > 0x7F;
    if (length > remaining()) {
      throw truncated();
    }
    if (length == 0) {
      if (odd) {
        throw badPacked();
      }
      return "";
    }
    boolean nibbles = tag == Tags.NIBBLE_8;
    if (length == 1) {
      String known = Packed.known(nibbles, odd, bytes[position] & 0xFF);
      if (known == null) {
        throw badPacked();
      }
      position++;
      return known;
    }
    byte[] chars = scratch;
    if (chars == null) {
      chars = new byte[LONGEST_PACKED];
      scratch = chars;
    }
    short[] pairs = nibbles ? Packed.NIBBLE_PAIRS : Packed.HEX_PAIRS;
    int whole = odd ? length - 1 : length;
    int written = 0;
    for (int i = 0; i < whole; i++) {
      int pair = pairs[bytes[position + i] & 0xFF];
      if (pair < 0) {
        throw badPacked();
      }
      chars[written] = (byte) (pair >> 8);
      chars[written + 1] = (byte) pair;
      written += 2;
    }
    if (odd) {
      int last = bytes[position + whole] & 0xFF;
      String known = Packed.known(nibbles, true, last);
      if (known == null) {
        throw badPacked();
      }
      chars[written++] = (byte) known.charAt(0);
    }
    position += length;
    return new String(chars, 0, written, StandardCharsets.ISO_8859_1);
  }

  private void requireUtf8(int start, int tag) {
    int resume = position;
    position = start;
    int length = binaryLength(tag);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, position, length));
    } catch (CharacterCodingException e) {
      throw new NodeFormatException(Fault.NAME, "a name is not UTF-8", e);
    }
    position = resume;
  }

  private static NodeFormatException badPacked() {
    return new NodeFormatException(Fault.PACKED, "packed text with an impossible digit or length");
  }

  private NodeFormatException truncated() {
    return new NodeFormatException(Fault.TRUNCATED, "the bytes end too early");
  }
}
