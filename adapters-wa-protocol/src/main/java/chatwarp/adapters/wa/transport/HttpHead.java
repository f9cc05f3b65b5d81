package chatwarp.adapters.wa.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Status and headers of an HTTP/1.1 answer.
 *
 * @param headers by lower-case name; several of one name joined with commas
 */
record HttpHead(int status, Map<String, String> headers) {
  private static final int MAX_LENGTH = 16 * 1024;

  /** A source of single bytes; -1 at the end. */
  @FunctionalInterface
  interface Bytes {
    int next() throws IOException;
  }

  /** Reads up to and including the empty line, and not a byte more. */
  static HttpHead read(Bytes in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      int next = in.next();
      if (next < 0) {
        throw new EOFException("the connection ended inside an HTTP answer");
      }
      text.append((char) next);
      int length = text.length();
      if (next == '\n' && length >= 4 && text.charAt(length - 3) == '\n') {
        return parse(text.toString());
      }
      if (length > MAX_LENGTH) {
        throw new ProtocolException("an HTTP answer with too many headers");
      }
    }
  }

  private static HttpHead parse(String text) throws ProtocolException {
    String[] lines = text.split("\r\n", 0);
    String[] status = lines[0].split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
      throw new ProtocolException("an answer that is not HTTP/1");
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        throw new ProtocolException("a malformed HTTP header");
      }
      headers.merge(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip(),
          (one, other) -> one + "," + other);
    }
    return new HttpHead(Integer.parseInt(status[1]), headers);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Whether a comma-separated header lists a word, in any case. */
  boolean lists(String name, String word) {
    for (String item : headers.getOrDefault(name, "").split(",", -1)) {
      if (item.strip().equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }

  /** The bytes of a request: its line, then headers. */
  static byte[] request(String line, Map<String, String> headers) {
    StringBuilder text = new StringBuilder(line).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Host and port as headers and request lines spell them. */
  static String authority(String host, int port) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
