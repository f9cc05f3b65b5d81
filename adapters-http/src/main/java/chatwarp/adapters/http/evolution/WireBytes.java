package chatwarp.adapters.http.evolution;

import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Bytes and long numbers as the peer's releases wrote them, brought into one spelling (evolution-v2
 * §6): base64 text, and decimal text.
 */
final class WireBytes {
  private WireBytes() {}

  /** The same content in our spelling. */
  static JsonNode normal(JsonNode value) {
    return switch (value) {
      case ObjectNode object when isBuffer(object) -> base64(object.path("data"));
      case ObjectNode object when isIndexed(object) -> base64(object);
      case ObjectNode object when isLong(object) -> number(object);
      case ObjectNode object -> {
        ObjectNode copy = Json.object();
        object.properties().forEach(m -> copy.set(m.getKey(), normal(m.getValue())));
        yield copy;
      }
      case ArrayNode array when isBytes(array) -> base64(array);
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(normal(item)));
        yield copy;
      }
      default -> value;
    };
  }

  private static boolean isBuffer(ObjectNode object) {
    return object.path("type").stringValue("").equals("Buffer") && object.path("data").isArray();
  }

  /** {@code {"0":17,"1":4,…}}. */
  private static boolean isIndexed(ObjectNode object) {
    if (object.isEmpty()) {
      return false;
    }
    int index = 0;
    for (var member : object.properties()) {
      if (!member.getKey().equals(String.valueOf(index)) || !isByte(member.getValue())) {
        return false;
      }
      index++;
    }
    return true;
  }

  /** A list of numbers that long is a file's key or hash, not a list of anything. */
  private static boolean isBytes(ArrayNode array) {
    return array.size() >= 16 && array.valueStream().allMatch(WireBytes::isByte);
  }

  private static boolean isByte(JsonNode value) {
    return value.isIntegralNumber() && value.longValue() >= 0 && value.longValue() <= 255;
  }

  private static boolean isLong(ObjectNode object) {
    return object.path("low").isIntegralNumber() && object.path("high").isIntegralNumber();
  }

  private static JsonNode number(ObjectNode object) {
    long low = object.path("low").longValue() & 0xFFFF_FFFFL;
    return LongNode.valueOf(object.path("high").longValue() << 32 | low);
  }

  private static JsonNode base64(JsonNode values) {
    byte[] bytes = new byte[values.size()];
    int at = 0;
    for (JsonNode value : values) {
      bytes[at++] = (byte) value.intValue(0);
    }
    return StringNode.valueOf(Base64.getEncoder().encodeToString(bytes));
  }
}
