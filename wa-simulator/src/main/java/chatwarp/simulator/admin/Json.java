package chatwarp.simulator.admin;

import chatwarp.simulator.listen.HttpAnswer;
import java.nio.ByteBuffer;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON in and out of the admin API. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static HttpAnswer answer(int status, Object body) {
    return new HttpAnswer(
        status, "application/json", ByteBuffer.wrap(MAPPER.writeValueAsBytes(body)));
  }

  /** The body as an object; refuses anything else. */
  static JsonNode object(String text) {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new RefusedException(400, "body", "is not JSON: " + e.getOriginalMessage());
    }
    if (node == null || !node.isObject()) {
      throw new RefusedException(400, "body", "must be a JSON object");
    }
    return node;
  }

  static String requireText(JsonNode object, String field) {
    return text(object, field).orElseThrow(() -> new RefusedException(400, field, "is missing"));
  }

  static Optional<String> text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString() && !value.isIntegralNumber()) {
      throw new RefusedException(400, field, "must be text");
    }
    return Optional.of(value.asString());
  }

  /** A truth value, or a default when it is missing. */
  static boolean flag(JsonNode object, String field, boolean missing) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return missing;
    }
    if (!value.isBoolean()) {
      throw new RefusedException(400, field, "must be true or false");
    }
    return value.asBoolean();
  }

  /** A whole number in a range, or a default when it is missing. */
  static int number(JsonNode object, String field, int missing, int least, int most) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return missing;
    }
    if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
      throw new RefusedException(
          400, field, "must be a whole number from " + least + " to " + most);
    }
    return value.asInt();
  }
}
