package chatwarp.adapters.events.webhook;

import chatwarp.domain.port.EventBody;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** An event on its way; a file in it is never held in memory. May be written more than once. */
final class HookBody extends RequestBody {
  private static final MediaType JSON = MediaType.get("application/json");

  private final EventBody body;
  private final long length;

  /**
   * @throws IOException when the file is gone
   */
  HookBody(EventBody body) throws IOException {
    this.body = body;
    long text = body.file().isPresent() ? (Files.size(body.file().get()) + 2) / 3 * 4 : 0;
    this.length = body.before().length + text + body.after().length;
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(body.before());
    if (body.file().isPresent()) {
      encode(body.file().get(), sink.outputStream());
    }
    sink.write(body.after());
  }

  private static void encode(Path file, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        OutputStream text = Base64.getEncoder().wrap(new Unclosed(out))) {
      in.transferTo(text);
    }
  }

  /** Closing the encoder writes its last characters, and must not end the request. */
  private static final class Unclosed extends FilterOutputStream {
    private Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
