package chatwarp.adapters.http.route;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.JsonNode;

/** What an operation answers when it succeeds. */
sealed interface Answer {
  int status();

  record Json(int status, JsonNode body) implements Answer {}

  record Html(int status, String body) implements Answer {}

  /** A JSON body that is too large to be held, written piece by piece. */
  record Streamed(int status, Writer writer) implements Answer {}

  /** Writes a JSON body in UTF-8. */
  @FunctionalInterface
  interface Writer {
    void write(OutputStream out) throws IOException;
  }

  static Answer ok(JsonNode body) {
    return new Json(200, body);
  }

  static Answer created(JsonNode body) {
    return new Json(201, body);
  }
}
