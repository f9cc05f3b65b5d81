package chatwarp.adapters.http.evolution;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reading and writing JSON trees. The mappers are immutable and shared. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Reads one JSON text; nothing at all reads as an empty object.
   *
   * @throws JacksonException when it is not JSON
   */
  public static JsonNode read(InputStream in) {
    JsonNode node = MAPPER.readTree(in);
    return node.isMissingNode() ? object() : node;
  }

  /**
   * Reads one JSON object.
   *
   * @throws JacksonException when it is not JSON
   */
  static ObjectNode readObject(String text) {
    return MAPPER.readTree(text) instanceof ObjectNode object ? object : object();
  }

  /**
   * Reads one JSON object; anything else reads as an empty one.
   *
   * @throws JacksonException when it is not JSON
   */
  static ObjectNode readObject(byte[] text) {
    return MAPPER.readTree(text) instanceof ObjectNode object ? object : object();
  }

  /** Writes one JSON text, piece by piece, in UTF-8; closing it closes the stream. */
  static JsonGenerator generator(OutputStream out) {
    return MAPPER.createGenerator(out);
  }

  /** UTF-8. */
  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /** UTF-8 with sorted members, so that equal objects give equal bytes. */
  static byte[] canonical(JsonNode node) {
    return SORTED.writeValueAsBytes(node);
  }

  /** A member that is a string with something in it. */
  static Optional<String> text(JsonNode object, String name) {
    return object.path(name).stringValueOpt().filter(text -> !text.isBlank());
  }

  /** A member that is true; absent and anything else is false. */
  static boolean flag(JsonNode object, String name) {
    return object.path(name).booleanValue(false);
  }
}
