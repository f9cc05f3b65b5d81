package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {

  @Test
  void addsOneToSixteenBytesAndTakesThemAway() {
    Random random = new Random(5);
    TreeSet<Integer> counts = new TreeSet<>();
    byte[] content = {1, 2, 3};
    for (int i = 0; i < 500; i++) {
      byte[] padded = Padding.pad(content, random);
      counts.add(padded.length - content.length);
      assertArrayEquals(content, Padding.unpad(padded));
    }
    assertEquals(16, counts.size());
    assertTrue(counts.first() == 1 && counts.last() == 16);
  }

  @Test
  void takesAwayUpTo255Bytes() {
    byte[] padded = HexFormat.of().parseHex("aa" + "ff".repeat(255));
    assertArrayEquals(new byte[] {(byte) 0xAA}, Padding.unpad(padded));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"empty,''", "zero,'0100'", "longer than all,'0105'", "mixed bytes,'aa0203'"})
  void refusesWhatIsNoPadding(String name, String hex) {
    byte[] padded = HexFormat.of().parseHex(hex);
    assertThrows(UnreadableException.class, () -> Padding.unpad(padded));
  }
}
