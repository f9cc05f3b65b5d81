package chatwarp.adapters.persistence.seal;

import chatwarp.domain.model.InstanceId;
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
    byte[][] parts = new byte[1 + key.size()][];
    parts[0] = column.getBytes(StandardCharsets.UTF_8);
    int length = 2 * Long.BYTES + Integer.BYTES + parts[0].length;
    for (int i = 1; i < parts.length; i++) {
      parts[i] = key.get(i - 1).getBytes(StandardCharsets.UTF_8);
      length += Integer.BYTES + parts[i].length;
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putLong(instance.value().getMostSignificantBits());
    out.putLong(instance.value().getLeastSignificantBits());
    for (byte[] part : parts) {
      out.putInt(part.length).put(part);
    }
    return out.array();
  }

  /** Names the column only. */
  @Override
  public String toString() {
    return column;
  }
}
