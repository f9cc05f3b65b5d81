package chatwarp.simulator.content;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Any protobuf message as JSON: Baileys' field names, bytes as base64, enums by name. */
public final class ProtoJson {
  private ProtoJson() {}

  /** The message as maps, lists and values. */
  public static Map<String, Object> of(Message message) {
    Map<String, Object> json = new LinkedHashMap<>();
    message
        .getAllFields()
        .forEach((field, value) ->
            json.put(
                field.getName(),
                value instanceof List<?> many
                    ? many.stream().map(ProtoJson::value).toList()
                    : value(value)));
    return json;
  }

  private static Object value(Object value) {
    return switch (value) {
      case Message inner -> of(inner);
      case ByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
      case EnumValueDescriptor constant -> constant.getName();
      default -> value;
    };
  }
}
