package chatwarp.adapters.wa.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The dictionaries of version 3: words that travel as one or two bytes (02 §10). Read once from the
 * resource {@code tokens.tsv}; immutable.
 *
 * <p>Every token is interned, so that a literal in our sources and the word that came in are the
 * same object, and comparing them costs nothing.
 */
final class Tokens {
  static final String RESOURCE = "tokens.tsv";
  static final int SINGLE_SIZE = 236;
  static final int DICTIONARIES = 4;
  static final int DICTIONARY_SIZE = 256;
  static final int DICTIONARY_0 = 236;

  /** By byte; 0 is not a token, and null. */
  private static final String[] SINGLE = new String[SINGLE_SIZE];

  /** Four times 256. */
  private static final String[] DOUBLE = new String[DICTIONARIES * DICTIONARY_SIZE];

  // Open addressing by the string's cached hash: a third full, mostly one probe.
  private static final int TABLE_BITS = 12;
  private static final int TABLE_MASK = (1 << TABLE_BITS) - 1;
  private static final String[] TABLE_KEYS = new String[1 << TABLE_BITS];
  private static final char[] TABLE_CODES = new char[1 << TABLE_BITS];

  // Longest token by its first character: most identifiers are ruled out without being hashed.
  private static final byte[] LONGEST = new byte[128];

  static {
    load();
  }

  private Tokens() {}

  /** The single-byte token, 1..235. */
  static String single(int code) {
    return SINGLE[code];
  }

  /** The two-byte token, dictionary 0..3 and index 0..255. */
  static String dictionary(int dictionary, int index) {
    return DOUBLE[dictionary * DICTIONARY_SIZE + index];
  }

  /** The code of a token: one byte, or two with the dictionary's tag in the upper; 0 if none. */
  static int code(String text) {
    int length = text.length();
    char first = text.charAt(0);
    if (first >= LONGEST.length || length > LONGEST[first]) {
      return 0;
    }
    int slot = slot(text);
    for (String key = TABLE_KEYS[slot]; key != null; key = TABLE_KEYS[slot]) {
      if (key.equals(text)) {
        return TABLE_CODES[slot];
      }
      slot = (slot + 1) & TABLE_MASK;
    }
    return 0;
  }

  private static int slot(String text) {
    return (text.hashCode() * 0x9E3779B9) >>> (32 - TABLE_BITS);
  }

  private static void load() {
    InputStream resource = Tokens.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IllegalStateException("the token dictionaries are not part of this build");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
      String line = reader.readLine();
      for (line = reader.readLine(); line != null; line = reader.readLine()) {
        int first = line.indexOf('\t');
        int second = line.indexOf('\t', first + 1);
        int index = Integer.parseInt(line, first + 1, second, 10);
        add(line.substring(0, first), index, line.substring(second + 1).intern());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String dictionary, int index, String token) {
    if (token.isEmpty()) {
      return;
    }
    int code;
    if (dictionary.equals("single")) {
      SINGLE[index] = token;
      code = index;
    } else {
      int number = Integer.parseInt(dictionary);
      DOUBLE[number * DICTIONARY_SIZE + index] = token;
      code = (DICTIONARY_0 + number) << 8 | index;
    }
    int slot = slot(token);
    while (TABLE_KEYS[slot] != null) {
      slot = (slot + 1) & TABLE_MASK;
    }
    TABLE_KEYS[slot] = token;
    TABLE_CODES[slot] = (char) code;
    char first = token.charAt(0);
    LONGEST[first] = (byte) Math.max(LONGEST[first], token.length());
  }
}
