package chatwarp.adapters.http.route;

import tools.jackson.databind.JsonNode;

/** What an operation answers when it succeeds. */
sealed interface Answer {
  int status();

  record Json(int status, JsonNode body) implements Answer {}

  record Html(int status, String body) implements Answer {}

  static Answer ok(JsonNode body) {
    return new Json(200, body);
  }

  static Answer created(JsonNode body) {
    return new Json(201, body);
  }
}
