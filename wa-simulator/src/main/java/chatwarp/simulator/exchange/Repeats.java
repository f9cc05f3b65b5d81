package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Device;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers which stanzas came already. A client that lost an ack sends the same bytes again under
 * the same id; a resend after a retry receipt has the id but other bytes, and is new.
 */
final class Repeats {
  private static final int REMEMBERED = 500_000;

  private final Recent<Digest, Boolean> seen = new Recent<>(REMEMBERED);

  /** Whether this very message came from this device before; remembers it. */
  boolean isRepeat(Device from, Node message) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(Digest.utf8(from.jid().toString()));
    parts.add(Digest.utf8(message.requireAttr("id")));
    ciphertexts(message, parts);
    return seen.putIfAbsent(Digest.of(parts.toArray(byte[][]::new)), true).isPresent();
  }

  private static void ciphertexts(Node node, List<byte[]> parts) {
    for (Node child : node.children()) {
      if (child.is("enc") || child.is("plaintext")) {
        child.bytes().ifPresent(parts::add);
      } else {
        ciphertexts(child, parts);
      }
    }
  }
}
