package chatwarp.simulator.listen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The answer to one HTTP request. */
public record HttpAnswer(int status, String contentType, ByteBuffer body) {

  /** A plain text answer. */
  public static HttpAnswer text(int status, String text) {
    return new HttpAnswer(status, "text/plain;charset=utf-8", StandardCharsets.UTF_8.encode(text));
  }
}
