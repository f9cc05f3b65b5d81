package chatwarp.simulator.listen;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to a {@link StreamRequest}.
 *
 * @param headers beside Content-Type and Content-Length
 * @param body written once, or closed unwritten when the client has gone
 */
public record StreamAnswer(int status, String contentType, Map<String, String> headers, Body body) {

  public StreamAnswer {
    headers = Map.copyOf(headers);
  }

  /** What an answer says, of any length. */
  public interface Body extends AutoCloseable {

    /** The number of bytes it will write. */
    long length();

    /** Its bytes, for somebody in this process; closing the stream closes the body. */
    InputStream open();

    /** Writes all of it; blocks while the client is slow. */
    default void writeTo(OutputStream out) throws IOException {
      try (InputStream in = open()) {
        in.transferTo(out);
      }
    }

    @Override
    void close() throws IOException;
  }

  /** An answer from memory. */
  public static StreamAnswer of(int status, String contentType, byte[] bytes) {
    return new StreamAnswer(status, contentType, Map.of(), new Bytes(bytes));
  }

  /** A plain text answer. */
  public static StreamAnswer text(int status, String text) {
    return of(status, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private record Bytes(byte[] bytes) implements Body {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public void close() {}
  }
}
