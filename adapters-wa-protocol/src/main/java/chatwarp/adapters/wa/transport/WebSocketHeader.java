package chatwarp.adapters.wa.transport;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.ProtocolException;
import java.nio.ByteOrder;

/** The header of one WebSocket frame, as a client reads and writes it (RFC 6455 §5.2). */
record WebSocketHeader(boolean last, int opcode, long length) {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** Most bytes that a control frame carries. */
  static final int MAX_CONTROL = 125;

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MASK_LENGTH = 4;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  boolean control() {
    return opcode >= CLOSE;
  }

  /** Reads a server's header and refuses what RFC 6455 forbids in it. */
  static WebSocketHeader read(SocketInput in) throws IOException {
    int first = in.require();
    int second = in.require();
    if ((first & RESERVED) != 0) {
      throw new ProtocolException("reserved bits are set, but no extension was agreed on");
    }
    if ((second & MASKED) != 0) {
      throw new ProtocolException("a server must not mask");
    }
    long length = second;
    if (second == LENGTH_16) {
      length = (long) in.require() << 8 | in.require();
    } else if (second == LENGTH_64) {
      length = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        length = length << 8 | in.require();
      }
      if (length < 0) {
        throw new ProtocolException("a length with its top bit set");
      }
    }
    WebSocketHeader header = new WebSocketHeader((first & FINAL) != 0, first & 0x0F, length);
    header.check();
    return header;
  }

  private void check() throws ProtocolException {
    switch (opcode) {
      case CONTINUATION, TEXT, BINARY -> {}
      case CLOSE, PING, PONG -> {
        if (!last || length > MAX_CONTROL) {
          throw new ProtocolException("a control frame that is split or too long");
        }
      }
      default -> throw new ProtocolException("unknown opcode " + opcode);
    }
  }

  /**
   * Masks a payload where it stands and writes the header of an unsplit frame right in front.
   *
   * @return where the header begins; at most {@link MessageSink#HEADROOM} before the payload
   */
  static int write(int opcode, int mask, byte[] buffer, int offset, int length) {
    mask(mask, buffer, offset, length);
    int at = offset - MASK_LENGTH;
    writeInt(buffer, at, mask);
    if (length < LENGTH_16) {
      buffer[--at] = (byte) (MASKED | length);
    } else if (length <= 0xFFFF) {
      buffer[--at] = (byte) length;
      buffer[--at] = (byte) (length >> 8);
      buffer[--at] = (byte) (MASKED | LENGTH_16);
    } else {
      writeInt(buffer, at - 4, length);
      writeInt(buffer, at - 8, 0);
      at -= 8;
      buffer[--at] = (byte) (MASKED | LENGTH_64);
    }
    buffer[--at] = (byte) (FINAL | opcode);
    return at;
  }

  private static void writeInt(byte[] buffer, int at, int value) {
    buffer[at] = (byte) (value >> 24);
    buffer[at + 1] = (byte) (value >> 16);
    buffer[at + 2] = (byte) (value >> 8);
    buffer[at + 3] = (byte) value;
  }

  private static void mask(int mask, byte[] buffer, int offset, int length) {
    long twice = (long) mask << 32 | (mask & 0xFFFFFFFFL);
    int end = offset + length;
    int i = offset;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      LONGS.set(buffer, i, (long) LONGS.get(buffer, i) ^ twice);
    }
    for (int shift = 24; i < end; i++, shift = (shift - 8) & 31) {
      buffer[i] ^= (byte) (mask >> shift);
    }
  }
}
