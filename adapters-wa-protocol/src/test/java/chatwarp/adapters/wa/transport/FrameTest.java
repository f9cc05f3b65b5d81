package chatwarp.adapters.wa.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  private static final HexFormat HEX = HexFormat.of();

  /** Keeps messages, unscrambled. */
  private static final class Messages implements MessageSink {
    private final List<byte[]> all = new ArrayList<>();

    @Override
    public void send(byte[] buffer, int offset, int length) {
      assertTrue(offset >= HEADROOM, "no room for a header");
      all.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    byte[] joined() {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      all.forEach(stream::writeBytes);
      return stream.toByteArray();
    }
  }

  /** Hands out bytes in pieces of at most this size. */
  private record Pieces(byte[] bytes, int[] position, int size) implements ByteSource {
    static Pieces of(byte[] bytes, int size) {
      return new Pieces(bytes, new int[1], size);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(Math.min(size, length), bytes.length - position[0]);
      if (count == 0) {
        throw new ConnectionClosedException(ConnectionClosedException.ABNORMAL, "no more bytes");
      }
      System.arraycopy(bytes, position[0], target, offset, count);
      position[0] += count;
      return count;
    }
  }

  @Test
  void readsTwoFramesFromOneBuffer() {
    FrameReader reader = new FrameReader(Pieces.of(HEX.parseHex("000002aabb000003ccddee"), 100));
    assertEquals("aabb", HEX.formatHex(reader.read()));
    assertEquals("ccddee", HEX.formatHex(reader.read()));
    assertThrows(ConnectionClosedException.class, reader::read);
  }

  @Test
  void writesThePreambleOnceInTheMessageOfTheFirstFrame() {
    Messages messages = new Messages();
    FrameWriter writer = new FrameWriter(messages, HEX.parseHex("57410603"));
    writer.write(HEX.parseHex("aabb"));
    writer.write(HEX.parseHex("cc"));
    assertEquals(2, messages.all.size());
    assertEquals("57410603000002aabb", HEX.formatHex(messages.all.get(0)));
    assertEquals("000001cc", HEX.formatHex(messages.all.get(1)));
  }

  @Test
  void writesAFinishedFrameAsItIs() {
    Messages messages = new Messages();
    FrameWriter writer = new FrameWriter(messages, new byte[0]);
    byte[] buffer = new byte[20];
    HEX.parseHex("000001cc");
    System.arraycopy(HEX.parseHex("000001cc"), 0, buffer, 15, 4);
    writer.writeFrame(buffer, 15, 4);
    assertEquals("000001cc", HEX.formatHex(messages.all.get(0)));
  }

  @Test
  void refusesAFinishedFrameBeforeThePreamble() {
    FrameWriter writer = new FrameWriter(new Messages(), new byte[] {1});
    assertThrows(IllegalStateException.class, () -> writer.writeFrame(new byte[20], 14, 4));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 0xFFFFFF})
  void readsBackWhatItWrote(int length) {
    byte[] body = new byte[length];
    new Random(length).nextBytes(body);
    Messages messages = new Messages();
    new FrameWriter(messages, new byte[0]).write(body);
    byte[] stream = messages.joined();
    assertEquals(3 + length, stream.length);
    assertArrayEquals(body, new FrameReader(Pieces.of(stream, 1 << 20)).read());
  }

  @Test
  void refusesALongerFrame() {
    Messages messages = new Messages();
    FrameWriter writer = new FrameWriter(messages, new byte[0]);
    byte[] tooLong = new byte[1 << 24];
    FrameTooLongException refusal =
        assertThrows(FrameTooLongException.class, () -> writer.write(tooLong));
    assertEquals(false, refusal.retryable());
    assertTrue(messages.all.isEmpty());
  }

  @Test
  void readsFramesCutAnywhere() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Messages messages = new Messages();
      FrameWriter writer = new FrameWriter(messages, new byte[0]);
      List<byte[]> bodies = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        byte[] body =
            new byte[random.nextInt(4) == 0 ? random.nextInt(200_000) : random.nextInt(40)];
        random.nextBytes(body);
        bodies.add(body);
        writer.write(body);
      }
      int size = 1 + random.nextInt(random.nextBoolean() ? 5 : 70_000);
      FrameReader reader = new FrameReader(Pieces.of(messages.joined(), size));
      for (byte[] body : bodies) {
        assertArrayEquals(body, reader.read(), "seed " + seed);
      }
    }
  }

  @Test
  void reservesLittleForAHeaderWithoutABody() {
    int[] largest = new int[1];
    byte[] header = HEX.parseHex("ffffff");
    ByteSource source =
        (target, offset, length) -> {
          largest[0] = Math.max(largest[0], target.length);
          if (target.length == 3) {
            System.arraycopy(header, 0, target, 0, 3);
            return 3;
          }
          throw new ConnectionClosedException(ConnectionClosedException.ABNORMAL, "no more bytes");
        };
    assertThrows(ConnectionClosedException.class, () -> new FrameReader(source).read());
    assertTrue(largest[0] <= 64 * 1024, "reserved " + largest[0]);
  }
}
