package chatwarp.adapters.wa.node;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Frame plaintexts written by Baileys 7.0.0-rc13. */
final class NodeFixtures {
  /** Every fixture that is not compressed. */
  static final List<String> PLAIN =
      List.of(
          "message_text",
          "nested_items",
          "message_group",
          "usync_devices",
          "iq_ping",
          "iq_result",
          "success",
          "pair_device",
          "receipt_read",
          "hosted_devices",
          "status_broadcast",
          "newsletter",
          "long_bytes",
          "three_hundred_children");

  static final String COMPRESSED = "message_group_compressed";

  private NodeFixtures() {}

  static byte[] read(String name) throws IOException {
    try (InputStream in = NodeFixtures.class.getResourceAsStream("/node/" + name + ".bin")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
