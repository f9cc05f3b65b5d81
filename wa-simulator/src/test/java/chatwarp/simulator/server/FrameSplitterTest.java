package chatwarp.simulator.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameSplitterTest {
  private final List<byte[]> frames = new ArrayList<>();
  private final FrameSplitter splitter = new FrameSplitter(frames::add);

  @Test
  void findsFramesHoweverTheStreamIsCut() {
    long seed = 42;
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      List<byte[]> expected = new ArrayList<>();
      byte[] stream = stream(random, expected);
      frames.clear();
      FrameSplitter fresh = new FrameSplitter(frames::add);
      for (int at = 0; at < stream.length; ) {
        int count = Math.min(stream.length - at, 1 + random.nextInt(40));
        fresh.take(ByteBuffer.wrap(stream, at, count));
        at += count;
      }
      assertEquals(expected.size(), frames.size(), "seed " + seed + " run " + run);
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), frames.get(i), "seed " + seed + " run " + run);
      }
    }
  }

  private static byte[] stream(Random random, List<byte[]> expected) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (random.nextBoolean()) {
      byte[] routing = new byte[random.nextInt(30)];
      random.nextBytes(routing);
      out.writeBytes(HexFormat.of().parseHex("45440001"));
      out.writeBytes(new byte[] {0, 0, (byte) routing.length});
      out.writeBytes(routing);
    }
    out.writeBytes(FrameSplitter.INTRO);
    for (int i = random.nextInt(6); i > 0; i--) {
      byte[] frame = new byte[random.nextInt(400)];
      random.nextBytes(frame);
      expected.add(frame);
      out.writeBytes(new byte[] {0, (byte) (frame.length >> 8), (byte) frame.length});
      out.writeBytes(frame);
    }
    return out.toByteArray();
  }

  @Test
  void takesTheLargestFrameThatTheLengthCanSay() {
    byte[] frame = new byte[0xFFFFFF];
    frame[0xFFFFFE] = 9;
    splitter.take(ByteBuffer.wrap(FrameSplitter.INTRO));
    splitter.take(ByteBuffer.wrap(new byte[] {-1, -1, -1}));
    splitter.take(ByteBuffer.wrap(frame));
    assertArrayEquals(frame, frames.getFirst());
  }

  @Test
  void refusesAnotherBeginningAtItsFirstWrongByte() {
    splitter.take(ByteBuffer.wrap(new byte[] {'W'}));
    ProtocolViolation refused =
        assertThrows(
            ProtocolViolation.class, () -> splitter.take(ByteBuffer.wrap(new byte[] {'X'})));
    assertTrue(String.valueOf(refused.getMessage()).contains("WA"));
  }
}
