package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.group.Groups;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes receipts, acks them and passes them on (09 §8). Safe from any thread. */
final class ReceiptRouter {
  private final Accounts accounts;
  private final GroupReceipts groups;
  private final Mailboxes mailboxes;
  private final InstantSource clock;

  ReceiptRouter(Accounts accounts, Groups groups, Mailboxes mailboxes, InstantSource clock) {
    this.accounts = accounts;
    this.mailboxes = mailboxes;
    this.groups = new GroupReceipts(accounts, groups, mailboxes, clock);
    this.clock = clock;
  }

  void route(Device from, Node receipt) {
    Mailbox own = mailboxes.of(from);
    Optional<Jid> sender = receipt.attrJid("to");
    ids(receipt).forEach(id -> own.acknowledge("message", id, sender));
    own.tell(ack(receipt));
    // Baileys leaves out "to" when it cannot name the chat (05 §21.3): nobody to tell.
    sender.ifPresent(to -> forward(from, receipt, to));
  }

  private static List<String> ids(Node receipt) {
    List<String> ids = new ArrayList<>();
    ids.add(receipt.requireAttr("id"));
    receipt.child("list").stream()
        .flatMap(list -> list.children("item").stream())
        .forEach(item -> item.attr("id").ifPresent(ids::add));
    return ids;
  }

  private static Node ack(Node receipt) {
    return Node.builder("ack")
        .attr("class", "receipt")
        .attr("id", receipt.requireAttr("id"))
        .attr("from", receipt.attrJid("to").orElse(Stanzas.SERVER))
        .attrText("type", receipt.attr("type"))
        .attrJid("participant", receipt.attrJid("participant"))
        .build();
  }

  private void forward(Device from, Node receipt, Jid to) {
    switch (to) {
      case GroupJid _, BroadcastJid _ -> groups.forward(from, receipt, to);
      default -> forwardToPerson(from, receipt, to);
    }
  }

  private void forwardToPerson(Device from, Node receipt, Jid to) {
    String type = receipt.attr("type").orElse("");
    switch (type) {
      // The phone waits for it before it sends the next (09 §5).
      case "peer_msg" -> mailboxes.of(from.account().primary()).post(copy(from, receipt, to));
      case "hist_sync" -> {} // for nobody
      // A request to upload media again, which only the own phone can do.
      case "server-error" -> mailboxes.of(from.account().primary()).post(copy(from, receipt, to));
      case "retry" -> accounts.device(to).ifPresent(target -> post(from, receipt, to, target));
      // What was read is for the own devices when the reader hides it from others (05 §14).
      case "read-self", "played-self", "sender" -> postAll(from, receipt, to, from.account());
      default -> accounts.find(to).ifPresent(owner -> postAll(from, receipt, to, owner));
    }
  }

  private void postAll(Device from, Node receipt, Jid to, Account owner) {
    owner.devices().forEach(target -> post(from, receipt, to, target));
  }

  private void post(Device from, Node receipt, Jid to, Device target) {
    if (!target.equals(from)) {
      Node copy = copy(from, receipt, to);
      boolean own = target.account().equals(from.account());
      mailboxes
          .of(target)
          .post(
              own && !copy.has("recipient") && !isOwn(from, to)
                  ? copy.toBuilder().attr("recipient", Stanzas.person(to)).build()
                  : copy);
    }
  }

  private static boolean isOwn(Device from, Jid to) {
    return switch (to) {
      case UserJid user -> user.equals(from.account().like(user));
      case DeviceJid device -> device.owner().equals(from.account().like(device.owner()));
      default -> false;
    };
  }

  private Node copy(Device from, Node receipt, Jid to) {
    NodeBuilder copy =
        Node.builder("receipt")
            .attr("from", Stanzas.like(from, to))
            .attr("id", receipt.requireAttr("id"))
            .attr("t", clock.instant().getEpochSecond())
            .attrText("type", receipt.attr("type"))
            .attrJid("participant", receipt.attrJid("participant"))
            .attrJid("recipient", receipt.attrJid("recipient"));
    return copy.content(receipt.content()).build();
  }
}
