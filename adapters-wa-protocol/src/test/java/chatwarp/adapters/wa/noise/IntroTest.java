package chatwarp.adapters.wa.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IntroTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void namesProtocolAndDictionary() {
    assertEquals("57410603", HEX.formatHex(Intro.bytes()));
  }

  @Test
  void putsRoutingInfoInFront() {
    byte[] routing = HEX.parseHex("010203");
    assertEquals("45440001000003010203" + "57410603", HEX.formatHex(Intro.withRouting(routing)));
  }

  @Test
  void leavesRoutingInfoOutWhenThereIsNoneOrTooMuch() {
    assertArrayEquals(Intro.bytes(), Intro.withRouting(new byte[0]));
    assertArrayEquals(Intro.bytes(), Intro.withRouting(new byte[1 << 24]));
    assertEquals(7 + 0xFFFFFF + 4, Intro.withRouting(new byte[0xFFFFFF]).length);
  }
}
