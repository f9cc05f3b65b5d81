package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What each device gets of a message to many: the key that is meant for it alone, if there is one,
 * before the ciphertext that is the same for all (09 §7).
 *
 * @param chat the group or the status feed
 * @param byLid how the sender is named
 */
record GroupCopies(Device from, Node message, Jid chat, boolean byLid, long seconds) {
  /** Meant for the server, replaced by the device's own, or for those who get a key. */
  private static final Set<String> NOT_COPIED =
      Set.of("participants", "enc", "tctoken", "cstoken", "reporting", "device-identity");

  /** The copy for a device with these ciphertexts. */
  Node of(List<Node> encs) {
    NodeBuilder copy =
        Node.builder("message")
            .attr("from", chat)
            .attr("participant", byLid ? from.lid() : from.jid())
            .attr("id", message.requireAttr("id"))
            .attr("t", seconds)
            .attrText("type", message.attr("type"))
            .attrText("edit", message.attr("edit"))
            .attrText("expiration", message.attr("expiration"))
            .attr("addressing_mode", byLid ? "lid" : "pn");
    Account sender = from.account();
    copy.attr(byLid ? "participant_pn" : "participant_lid", byLid ? sender.phone() : sender.lid());
    String name = sender.pushName();
    if (!name.isEmpty()) {
      copy.attr("notify", name);
    }
    List<Node> children = new ArrayList<>(encs);
    boolean pairwise = encs.stream().anyMatch(enc -> !enc.attrIs("type", "skmsg"));
    message.children().stream()
        .filter(
            child -> !NOT_COPIED.contains(child.tag()) || (pairwise && child.is("device-identity")))
        .forEach(children::add);
    return copy.children(children).build();
  }

  /** The copy with the common ciphertext, after the device's own. */
  Node of(Optional<Node> own, Node common) {
    return of(own.map(enc -> List.of(enc, common)).orElse(List.of(common)));
  }
}
