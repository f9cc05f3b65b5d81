package chatwarp.adapters.persistence.seal;

import chatwarp.domain.model.InstanceId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The place a sealed value belongs to. It is authenticated with the value, so that sealed bytes
 * moved to another row, column or instance do not open.
 *
 * @param column table and column, for example {@code message.content}
 * @param key what names the row within its instance
 */
public record Cell(InstanceId instance, String column, List<String> key) {

  public static Cell of(InstanceId instance, String column, String... key) {
    return new Cell(instance, column, List.of(key));
  }

  /** The bytes that are authenticated: every part with its length before it. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    ByteBuffer id = ByteBuffer.allocate(16);
    id.putLong(instance.value().getMostSignificantBits());
    id.putLong(instance.value().getLeastSignificantBits());
    out.writeBytes(id.array());
    append(out, column);
    key.forEach(part -> append(out, part));
    return out.toByteArray();
  }

  private static void append(ByteArrayOutputStream out, String part) {
    byte[] text = part.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
    out.writeBytes(text);
  }

  /** Names the column only. */
  @Override
  public String toString() {
    return column;
  }
}
