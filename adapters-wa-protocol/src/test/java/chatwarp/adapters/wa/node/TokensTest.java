package chatwarp.adapters.wa.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {

  @Test
  void shipsTheAgreedDictionaries() throws Exception {
    byte[] file = file();
    assertEquals(
        "30aa7bf3529ec3f865dc78b95d5a2ade679765818cc8b6cc212c4608a20e47f3",
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
    assertEquals(1 + 1260, new String(file, StandardCharsets.US_ASCII).lines().count());
  }

  @Test
  void findsEveryTokenOfTheFileInBothDirections() throws Exception {
    List<String> rows = new String(file(), StandardCharsets.US_ASCII).lines().skip(2).toList();
    for (String row : rows) {
      String[] columns = row.split("\t", -1);
      int index = Integer.parseInt(columns[1]);
      if (columns[0].equals("single")) {
        assertEquals(columns[2], Tokens.single(index));
        assertEquals(index, Tokens.code(columns[2]), columns[2]);
      } else {
        int dictionary = Integer.parseInt(columns[0]);
        assertEquals(columns[2], Tokens.dictionary(dictionary, index));
        assertEquals((236 + dictionary) << 8 | index, Tokens.code(columns[2]), columns[2]);
      }
    }
    assertEquals(1259, rows.size());
  }

  @Test
  void knowsNothingElse() {
    for (String text : List.of("iqq", "i", "no such token", "é", "5511999998888", "\uFFFF")) {
      assertEquals(0, Tokens.code(text), text);
    }
  }

  @Test
  void sharesTheStringsOfOurSources() {
    assertSame("iq", Tokens.single(0x19));
  }

  private static byte[] file() throws IOException {
    try (InputStream in = Tokens.class.getResourceAsStream(Tokens.RESOURCE)) {
      return in.readAllBytes();
    }
  }
}
