package chatwarp.adapters.wa.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The reading end of a socket behind one small buffer: enough for headers and short frames, little
 * enough to keep while nothing comes. Longer reads go straight into the target. Used by one thread.
 */
final class SocketInput {
  private static final int BUFFER_LENGTH = 256;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_LENGTH];
  private int position;
  private int limit;

  SocketInput(InputStream in) {
    this.in = in;
  }

  /** The next byte, or -1 at the end. */
  int next() throws IOException {
    if (position == limit) {
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      position = 0;
      if (limit == 0) {
        return -1;
      }
    }
    return buffer[position++] & 0xFF;
  }

  /** The next byte; the stream must not end here. */
  int require() throws IOException {
    int next = next();
    if (next < 0) {
      throw new EOFException("the connection ended inside a frame");
    }
    return next;
  }

  /** Reads at least one byte and at most {@code length}, which is at least one. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (position == limit && length >= buffer.length) {
      int count = in.read(target, offset, length);
      if (count <= 0) {
        throw new EOFException("the connection ended inside a frame");
      }
      return count;
    }
    target[offset] = (byte) require();
    int more = Math.min(length - 1, limit - position);
    System.arraycopy(buffer, position, target, offset + 1, more);
    position += more;
    return 1 + more;
  }

  void readFully(byte[] target) throws IOException {
    int filled = 0;
    while (filled < target.length) {
      filled += read(target, filled, target.length - filled);
    }
  }

  void skip(long length) throws IOException {
    for (long left = length; left > 0; left--) {
      require();
    }
  }
}
