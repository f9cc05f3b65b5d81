package chatwarp.adapters.http.evolution;

import chatwarp.application.message.MediaSource;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A file as users write it: a URL, a {@code data:} URL, or base64 with or without padding, line
 * breaks and the URL alphabet (evolution-v2 §8.2). Decoded as a stream, into a spool file.
 */
final class MediaText {
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64";

  /** Longest head of a data URL: types and their parameters are short. */
  private static final int LONGEST_HEAD = 512;

  private final Uploads uploads;
  private final String refusal;

  /**
   * @param refusal told when a text is neither URL nor base64
   */
  MediaText(Uploads uploads, String refusal) {
    this.uploads = uploads;
    this.refusal = refusal;
  }

  /** The uploaded part, else what the text means. */
  MediaSource source(String text) {
    Optional<Uploads.Part> part = uploads.part();
    return part.isPresent()
        ? new MediaSource.Spooled(part.get().file(), part.get().contentType())
        : written(text);
  }

  /** Whether the text is an address to download from. */
  static boolean isUrl(String text) {
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("http://") || start.startsWith("https://");
  }

  private MediaSource written(String text) {
    if (isUrl(text)) {
      try {
        return new MediaSource.Remote(new URI(text.strip()));
      } catch (URISyntaxException _) {
        throw new RefusedBodyException(refusal);
      }
    }
    try (InputStream in = open(text)) {
      byte[] start = in.readNBytes(DATA.length());
      boolean data = new String(start, StandardCharsets.ISO_8859_1).equalsIgnoreCase(DATA);
      Optional<String> type = data ? Optional.of(head(in)) : Optional.empty();
      InputStream digits = data ? in : new SequenceInputStream(new ByteArrayInputStream(start), in);
      return new MediaSource.Spooled(decode(digits), type.filter(t -> !t.isEmpty()));
    } catch (IOException e) {
      throw new UncheckedIOException("a spool file cannot be used", e);
    }
  }

  private InputStream open(String text) throws IOException {
    Optional<Path> spooled = uploads.spooled(text);
    return spooled.isPresent()
        ? Files.newInputStream(spooled.get())
        : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The type of a data URL, up to its comma. */
  private String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next != ','; next = in.read()) {
      if (next < 0 || head.length() == LONGEST_HEAD) {
        throw new RefusedBodyException(refusal);
      }
      head.append((char) next);
    }
    String text = head.toString();
    if (!text.toLowerCase(Locale.ROOT).endsWith(BASE64)) {
      throw new RefusedBodyException(refusal);
    }
    return text.substring(0, text.length() - BASE64.length()).strip();
  }

  private Path decode(InputStream digits) throws IOException {
    Path file = uploads.create();
    long length;
    try (OutputStream out = Files.newOutputStream(file);
        InputStream bytes = Base64.getDecoder().wrap(new OneAlphabet(digits))) {
      length = copy(bytes, out);
    }
    if (length == 0) {
      throw new RefusedBodyException(refusal);
    }
    return file;
  }

  private long copy(InputStream bytes, OutputStream out) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    long length = 0;
    for (int count = next(bytes, buffer); count >= 0; count = next(bytes, buffer)) {
      out.write(buffer, 0, count);
      length += count;
    }
    return length;
  }

  /** The decoder says with an IOException that this is no base64. */
  private int next(InputStream bytes, byte[] buffer) {
    try {
      return bytes.read(buffer);
    } catch (IOException e) {
      throw new RefusedBodyException(refusal, e);
    }
  }

  /** Without white space, and with the URL alphabet's two digits as the usual ones. */
  private static final class OneAlphabet extends FilterInputStream {
    OneAlphabet(InputStream in) {
      super(new BufferedInputStream(in));
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      while (next == '\n' || next == '\r' || next == ' ' || next == '\t') {
        next = super.read();
      }
      return switch (next) {
        case '-' -> '+';
        case '_' -> '/';
        default -> next;
      };
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = 0;
      while (count < length) {
        int next = read();
        if (next < 0) {
          return count == 0 ? -1 : count;
        }
        target[offset + count++] = (byte) next;
      }
      return count;
    }
  }
}
