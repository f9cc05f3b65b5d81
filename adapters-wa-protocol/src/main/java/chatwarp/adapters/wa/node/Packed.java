package chatwarp.adapters.wa.node;

import org.jspecify.annotations.Nullable;

/** The two alphabets in which a character takes half a byte (02 §5). */
final class Packed {
  /** Longest text that is written packed; a reader may meet up to 254 characters. */
  static final int MAX_WRITTEN = 127;

  /** The digit behind the last character of an odd text. */
  static final int FILLER = 15;

  private static final String NIBBLES = "0123456789-.";
  private static final String HEX = "0123456789ABCDEF";

  /** Both characters of a byte, first in the upper half; -1 where a digit does not exist. */
  static final short[] NIBBLE_PAIRS = pairs(NIBBLES);

  static final short[] HEX_PAIRS = pairs(HEX);

  private static final @Nullable String[] EVEN_NIBBLES = even(NIBBLE_PAIRS);
  private static final @Nullable String[] EVEN_HEX = even(HEX_PAIRS);
  private static final @Nullable String[] ODD_NIBBLES = odd(NIBBLE_PAIRS);
  private static final @Nullable String[] ODD_HEX = odd(HEX_PAIRS);

  /** Bits of {@link #CLASSES}: the character is in the alphabet. */
  static final int IS_NIBBLE = 0x10;

  static final int IS_HEX = 0x20;

  /** By character: the alphabets it belongs to, and in the lower half its digit. */
  static final byte[] CLASSES = classes();

  private Packed() {}

  private static short[] pairs(String alphabet) {
    short[] pairs = new short[256];
    for (int i = 0; i < 256; i++) {
      int high = i >> 4;
      int low = i & 15;
      boolean exists = high < alphabet.length() && low < alphabet.length();
      pairs[i] = exists ? (short) (alphabet.charAt(high) << 8 | alphabet.charAt(low)) : -1;
    }
    return pairs;
  }

  /**
   * The text that one byte holds: both characters, or the first alone when the text is odd. The
   * same strings every time, because most packed texts of a device list are this short.
   *
   * @return null where a digit does not exist
   */
  static @Nullable String known(boolean nibbles, boolean odd, int value) {
    if (odd) {
      return (nibbles ? ODD_NIBBLES : ODD_HEX)[value];
    }
    return (nibbles ? EVEN_NIBBLES : EVEN_HEX)[value];
  }

  private static @Nullable String[] even(short[] pairs) {
    @Nullable String[] texts = new @Nullable String[256];
    for (int i = 0; i < 256; i++) {
      texts[i] =
          pairs[i] < 0 ? null : String.valueOf(new char[] {(char) (pairs[i] >> 8), low(pairs[i])});
    }
    return texts;
  }

  /** The lower half is dropped, but must be the filler or a digit. */
  private static @Nullable String[] odd(short[] pairs) {
    @Nullable String[] texts = new @Nullable String[256];
    for (int i = 0; i < 256; i++) {
      short pair = pairs[(i & 0x0F) == FILLER ? i & 0xF0 : i];
      texts[i] = pair < 0 ? null : String.valueOf((char) (pair >> 8));
    }
    return texts;
  }

  private static char low(short pair) {
    return (char) (pair & 0xFF);
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (int i = 0; i < NIBBLES.length(); i++) {
      classes[NIBBLES.charAt(i)] |= (byte) (IS_NIBBLE | i);
    }
    for (int i = 0; i < HEX.length(); i++) {
      classes[HEX.charAt(i)] |= (byte) (IS_HEX | i);
    }
    return classes;
  }
}
