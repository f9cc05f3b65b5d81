package chatwarp.adapters.http.route;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON on its way to the parser, with strings that are too long for memory taken out into files: in
 * their place stands a short name (see {@link Spool}).
 *
 * <p>Knows of JSON only where strings begin and end; the parser judges the rest.
 */
final class LongStrings extends InputStream {
  /** A text of 65,536 characters stays, even when each of them is escaped. */
  static final int LIMIT = 512 * 1024;

  private static final byte[] NOTHING = {};

  private final InputStream in;
  private final Spool spool;
  private final byte[] chunk = new byte[8192];

  /** What stands in the string that is being read, until it is known to be short or long. */
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
  private byte[] ready = NOTHING;
  private int at;
  private boolean inString;
  private boolean escaped;
  private @Nullable SpooledString diverted;

  LongStrings(InputStream in, Spool spool) {
    this.in = in;
    this.spool = spool;
  }

  @Override
  public int read() throws IOException {
    return fill() ? ready[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, ready.length - at);
    System.arraycopy(ready, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (at == ready.length) {
      int count = in.read(chunk);
      if (count < 0) {
        // A string that never ended: the parser says what is wrong with it.
        held.writeTo(passed);
        held.reset();
        boolean rest = passed.size() > 0;
        take();
        return rest;
      }
      for (int i = 0; i < count; i++) {
        step(chunk[i]);
      }
      take();
    }
    return true;
  }

  private void take() {
    ready = passed.toByteArray();
    passed.reset();
    at = 0;
  }

  private void step(byte next) throws IOException {
    if (diverted != null) {
      if (!diverted.take(next)) {
        end(diverted);
      }
    } else if (!inString) {
      passed.write(next);
      inString = next == '"';
    } else if (next == '"' && !escaped) {
      held.writeTo(passed);
      held.reset();
      passed.write(next);
      inString = false;
    } else {
      escaped = next == '\\' && !escaped;
      held.write(next);
      if (held.size() > LIMIT) {
        divert();
      }
    }
  }

  private void divert() throws IOException {
    SpooledString string = new SpooledString(spool.create());
    for (byte raw : held.toByteArray()) {
      string.take(raw);
    }
    held.reset();
    escaped = false;
    diverted = string;
  }

  private void end(SpooledString string) throws IOException {
    String name = string.keepIn(spool);
    passed.writeBytes(name.replace("\u0000", "\\u0000").getBytes(StandardCharsets.UTF_8));
    passed.write('"');
    diverted = null;
    inString = false;
  }

  @Override
  public void close() throws IOException {
    SpooledString open = diverted;
    if (open != null) {
      open.abandon();
    }
    in.close();
  }
}
