package chatwarp.simulator.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a client's byte stream into frames (01 §2): an optional routing prefix, the intro, then
 * frames of a 24-bit length. Used by one thread; holds at most one unfinished frame.
 */
final class FrameSplitter {
  /** 'W' 'A', protocol 6, dictionary version 3; also the Noise prologue. */
  static final byte[] INTRO = {'W', 'A', 6, 3};

  private static final byte[] ROUTING = {'E', 'D', 0, 1};
  private static final int HEADER = 3;

  private final Consumer<byte[]> frames;
  private byte[] buffer = new byte[0];
  private int filled;
  private boolean introduced;

  FrameSplitter(Consumer<byte[]> frames) {
    this.frames = frames;
  }

  /**
   * Takes some bytes and hands on every frame they complete.
   *
   * @throws ProtocolViolation when the stream does not begin with an intro
   */
  void take(ByteBuffer bytes) {
    append(bytes);
    int position = 0;
    if (!introduced) {
      position = intro();
      if (!introduced) {
        return;
      }
    }
    while (filled - position >= HEADER) {
      int length = length(position);
      if (filled - position - HEADER < length) {
        break;
      }
      byte[] frame = Arrays.copyOfRange(buffer, position + HEADER, position + HEADER + length);
      position += HEADER + length;
      frames.accept(frame);
    }
    compact(position);
  }

  private void append(ByteBuffer bytes) {
    int needed = filled + bytes.remaining();
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(needed, Math.min(2 * buffer.length, 1 << 20)));
    }
    int count = bytes.remaining();
    bytes.get(buffer, filled, count);
    filled += count;
  }

  /** Where the frames begin; 0 with {@link #introduced} unset when more bytes are needed. */
  private int intro() {
    int position = 0;
    if (startsWith(ROUTING, 0)) {
      if (filled < ROUTING.length + HEADER) {
        return 0;
      }
      position = ROUTING.length + HEADER + length(ROUTING.length);
      if (filled < position) {
        return 0;
      }
    }
    if (!startsWith(INTRO, position)) {
      throw new ProtocolViolation("the stream does not begin with WA 6 3");
    }
    introduced = filled >= position + INTRO.length;
    return introduced ? position + INTRO.length : 0;
  }

  /** Whether what has come so far agrees with an expected beginning. */
  private boolean startsWith(byte[] expected, int at) {
    int count = Math.min(expected.length, filled - at);
    return Arrays.equals(buffer, at, at + count, expected, 0, count);
  }

  private int length(int at) {
    return ((buffer[at] & 0xff) << 16) | ((buffer[at + 1] & 0xff) << 8) | (buffer[at + 2] & 0xff);
  }

  /** An idle connection keeps no buffer. */
  private void compact(int position) {
    if (position == filled) {
      buffer = new byte[0];
      filled = 0;
    } else if (position > 0) {
      buffer = Arrays.copyOfRange(buffer, position, filled);
      filled = buffer.length;
    }
  }
}
