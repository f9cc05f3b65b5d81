package chatwarp.simulator.listen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One HTTP request, its body read.
 *
 * @param path decoded, beginning with '/'
 * @param query decoded, the last value of a repeated name
 * @param body at most {@link #MAX_BODY} bytes; larger ones were refused with 413
 * @param secure whether it came over TLS
 * @param authority host and port as the client named them
 */
public record HttpRequest(
    String method,
    String path,
    Map<String, String> query,
    ByteBuffer body,
    boolean secure,
    String authority) {
  /** Largest body taken, in bytes. */
  public static final int MAX_BODY = 16 << 20;

  /** The body read as UTF-8. */
  public String text() {
    return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
  }
}
