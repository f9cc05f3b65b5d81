package chatwarp.domain.content;

import java.util.Arrays;

/**
 * A message as the protocol has it.
 *
 * @param type name of the content field, for example {@code conversation}; {@code unknown} if none
 * @param bytes the protobuf as received or sent, without padding
 * @param json the same as JSON with WhatsApp's field names; bytes as base64, 64-bit numbers as text
 */
public record WireContent(String type, byte[] bytes, String json) {

  @Override
  public boolean equals(Object other) {
    return other instanceof WireContent content
        && type.equals(content.type)
        && json.equals(content.json)
        && Arrays.equals(bytes, content.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(bytes);
  }

  /** Never shows what was said. */
  @Override
  public String toString() {
    return "WireContent[" + type + ", " + bytes.length + " bytes]";
  }
}
