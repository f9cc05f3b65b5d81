package chatwarp.adapters.wa.transport;

import java.util.Arrays;

/**
 * Reads frames out of a stream of bytes, wherever it was cut. A frame gets an array of its own,
 * which grows as bytes arrive: a header alone reserves little. Used by one thread.
 */
public final class FrameReader {
  private static final int FIRST_LENGTH = 64 * 1024;

  private final ByteSource source;
  private final byte[] header = new byte[FrameWriter.HEADER_LENGTH];

  public FrameReader(ByteSource source) {
    this.source = source;
  }

  /**
   * Blocks for the next frame and returns its body, which may be empty.
   *
   * @throws ConnectionClosedException when no more will come
   */
  public byte[] read() {
    readFully(header, 0, header.length);
    int length = (header[0] & 0xFF) << 16 | (header[1] & 0xFF) << 8 | (header[2] & 0xFF);
    byte[] body = new byte[Math.min(length, FIRST_LENGTH)];
    readFully(body, 0, body.length);
    while (body.length < length) {
      int filled = body.length;
      body = Arrays.copyOf(body, Math.min(length, 2 * filled));
      readFully(body, filled, body.length);
    }
    return body;
  }

  private void readFully(byte[] target, int from, int to) {
    int filled = from;
    while (filled < to) {
      filled += source.read(target, filled, to - filled);
    }
  }
}
