package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What each device gets of a one-to-one message (09 §7). */
record MessageCopies(Device from, Node message, Jid to, long seconds) {
  /** Meant for the server, or replaced by the one ciphertext for the device. */
  private static final Set<String> NOT_COPIED =
      Set.of("participants", "enc", "tctoken", "cstoken", "reporting");

  /** The copy for one device. The sender is addressed the way the message addresses its chat. */
  Node of(Device target, Node enc) {
    NodeBuilder copy =
        Node.builder("message")
            .attr("from", Stanzas.like(from, to))
            .attr("id", message.requireAttr("id"))
            .attr("t", seconds)
            .attrText("type", message.attr("type"))
            .attrText("edit", message.attr("edit"))
            .attrText("category", message.attr("category"));
    addNames(copy, target);
    List<Node> children = new ArrayList<>();
    children.add(enc);
    message.children().stream()
        .filter(child -> !NOT_COPIED.contains(child.tag()))
        .forEach(children::add);
    return copy.children(children).build();
  }

  boolean peer() {
    return message.attrIs("category", "peer");
  }

  /** The same message without anything to read: the device has to ask its phone for it. */
  Node unavailable(Device target) {
    return of(target, Node.of("unavailable"));
  }

  private void addNames(NodeBuilder copy, Device target) {
    Account sender = from.account();
    if (Stanzas.byLid(to)) {
      copy.attr("sender_pn", sender.phone());
    } else {
      copy.attr("sender_lid", sender.lid());
    }
    String name = sender.pushName();
    if (!name.isEmpty()) {
      copy.attr("notify", name);
    }
    // A peer message has no recipient, or clients drop it as spoofed (09 §5).
    if (target.account().equals(sender) && !message.attrIs("category", "peer")) {
      copy.attr("recipient", Stanzas.person(to));
    }
  }

  /** The other address of the recipient, which own devices get to keep one chat (05 §21.3). */
  Node withRecipient(Node copy, Account recipient) {
    return Stanzas.byLid(to)
        ? copy.toBuilder().attr("peer_recipient_pn", recipient.phone()).build()
        : copy.toBuilder().attr("peer_recipient_lid", recipient.lid()).build();
  }
}
