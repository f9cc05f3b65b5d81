package chatwarp.adapters.wa.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.noise.FrameCipherException.Fault;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCipherTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] KEY =
      HEX.parseHex("f10d8344bf33545050601629f58c5b0fe21b913641d2eeb1f5b49d07a5a6cffe");

  @ParameterizedTest
  @CsvSource({
    "0, 000000000000000000000000",
    "1, 000000000000000000000001",
    "16909060, 000000000000000001020304",
    "-1, 0000000000000000ffffffff",
  })
  void countsInTheLastFourBytes(int counter, String vector) {
    assertEquals(vector, HEX.formatHex(FrameCipher.vector(counter)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 200, 65_535, 65_536, 0xFFFFFF - 16})
  void opensWhatItSealed(int length) {
    byte[] plaintext = new byte[length];
    new Random(length).nextBytes(plaintext);
    byte[] frame = new FrameCipher(KEY, 0).sealFrame(plaintext);
    int body = length + FrameCipher.TAG_LENGTH;
    assertEquals("%06x".formatted(body), HEX.formatHex(frame, 0, 3));
    assertEquals(3 + body, frame.length);
    assertArrayEquals(plaintext, new FrameCipher(KEY, 0).open(frame, 3, body));
  }

  @Test
  void sealsInPlaceWithinALargerBuffer() {
    byte[] plaintext = HEX.parseHex("00f80119");
    byte[] expected = new FrameCipher(KEY, 0).sealFrame(plaintext);
    byte[] buffer = new byte[5 + expected.length + 5];
    Arrays.fill(buffer, (byte) 0x55);
    System.arraycopy(plaintext, 0, buffer, 5 + FrameCipher.HEADER_LENGTH, plaintext.length);
    int length = new FrameCipher(KEY, 0).sealFrame(buffer, 5, plaintext.length);
    assertEquals(expected.length, length);
    assertArrayEquals(expected, Arrays.copyOfRange(buffer, 5, 5 + length));
    assertEquals("5555555555", HEX.formatHex(buffer, 0, 5));
    assertEquals("5555555555", HEX.formatHex(buffer, 5 + length, buffer.length));
  }

  @Test
  void refusesAFrameThatItsHeaderCannotDescribe() {
    byte[] tooLong = new byte[0xFFFFFF - 15];
    FrameCipherException refusal =
        assertThrows(FrameCipherException.class, () -> new FrameCipher(KEY, 0).sealFrame(tooLong));
    assertEquals(Fault.TOO_LONG, refusal.fault());
  }

  @Test
  void refusesFramesOutOfOrder() {
    FrameCipher sending = new FrameCipher(KEY, 0);
    sending.sealFrame(new byte[4]);
    byte[] second = sending.sealFrame(new byte[4]);
    assertRefused(second);
  }

  @Test
  void refusesAChangedFrame() {
    byte[] frame = new FrameCipher(KEY, 0).sealFrame(new byte[4]);
    for (int i = FrameCipher.HEADER_LENGTH; i < frame.length; i++) {
      byte[] changed = frame.clone();
      changed[i] ^= 1;
      assertRefused(changed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15})
  void refusesABodyShorterThanItsTag(int length) {
    assertRefused(new byte[FrameCipher.HEADER_LENGTH + length]);
  }

  @Test
  void stopsBeforeTheCounterWraps() {
    FrameCipher cipher = new FrameCipher(KEY, 0, 0xFFFFFFFFL);
    cipher.sealFrame(new byte[1]);
    FrameCipherException refusal =
        assertThrows(FrameCipherException.class, () -> cipher.sealFrame(new byte[1]));
    assertEquals(Fault.EXHAUSTED, refusal.fault());
  }

  @Test
  void showsNoKey() {
    assertEquals("FrameCipher[redacted]", new FrameCipher(KEY, 0).toString());
  }

  private static void assertRefused(byte[] frame) {
    FrameCipherException refusal =
        assertThrows(
            FrameCipherException.class,
            () -> new FrameCipher(KEY, 0).open(frame, 3, frame.length - 3));
    assertEquals(Fault.DECRYPTION, refusal.fault());
  }
}
