package chatwarp.simulator.media;

import chatwarp.simulator.listen.StreamAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A range of a file as the body of an answer. Opened at once, so that deleting the file meanwhile
 * does no harm.
 */
record FileBody(FileChannel file, long from, long length) implements StreamAnswer.Body {
  static FileBody open(Path place, long from, long length) throws IOException {
    FileChannel file = FileChannel.open(place, StandardOpenOption.READ);
    file.position(from);
    return new FileBody(file, from, length);
  }

  @Override
  public InputStream open() {
    return new InputStream() {
      private final InputStream in = Channels.newInputStream(file);
      private long left = length;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int at, int most) throws IOException {
        if (left == 0) {
          return -1;
        }
        int read = in.read(target, at, (int) Math.min(most, left));
        if (read < 0) {
          throw new IOException("the file is shorter than it was");
        }
        left -= read;
        return read;
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
