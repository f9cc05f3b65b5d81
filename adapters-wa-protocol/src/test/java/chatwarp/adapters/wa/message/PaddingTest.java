package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PaddingTest {
  @RepeatedTest(200)
  void comesOffAsItWentOn(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    byte[] plain = new byte[random.nextInt(300)];
    random.nextBytes(plain);
    byte[] padded = Padding.add(plain, random);
    int count = padded.length - plain.length;
    assertTrue(count >= 1 && count <= 15, "seed " + run.getCurrentRepetition());
    assertEquals(count, padded[padded.length - 1]);
    assertArrayEquals(plain, Padding.strip(padded).orElseThrow());
  }

  @Test
  void takesOffUpTo255Bytes() {
    byte[] padded = new byte[256];
    Arrays.fill(padded, (byte) 255);
    assertEquals(1, Padding.strip(padded).orElseThrow().length);
  }

  @Test
  void refusesWhatCannotBePadding() {
    assertEquals(Optional.empty(), Padding.strip(new byte[0]));
    assertEquals(Optional.empty(), Padding.strip(new byte[] {1, 0}));
    assertEquals(Optional.empty(), Padding.strip(new byte[] {3, 3}));
  }
}
