package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.Groups;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Passes on receipts for messages to groups and for status posts: they name the author, and their
 * author learns whose device sent them (09 §8).
 */
final class GroupReceipts {
  private final Accounts accounts;
  private final Groups groups;
  private final Mailboxes mailboxes;
  private final InstantSource clock;

  GroupReceipts(Accounts accounts, Groups groups, Mailboxes mailboxes, InstantSource clock) {
    this.accounts = accounts;
    this.groups = groups;
    this.mailboxes = mailboxes;
    this.clock = clock;
  }

  void forward(Device from, Node receipt, Jid chat) {
    Optional<Jid> author = receipt.attrJid("participant");
    Optional<Group> group = groups.find(chat);
    Account reader = from.account();
    boolean outside = group.filter(one -> !one.with(state -> state.has(reader))).isPresent();
    if (author.isEmpty() || outside) {
      return; // whoever has left has no say any more
    }
    boolean byLid = group.map(Group::byLid).orElseGet(() -> Stanzas.byLid(author.get()));
    Node copy = copy(from, receipt, chat, byLid);
    switch (receipt.attr("type").orElse("")) {
      case "peer_msg", "hist_sync" -> {} // for nobody
      case "server-error" -> mailboxes.of(reader.primary()).post(copy);
      case "retry" ->
          accounts.device(author.get()).ifPresent(target -> mailboxes.of(target).post(copy));
      case "read-self", "played-self", "sender" -> postAll(from, reader, copy);
      default -> accounts.find(author.get()).ifPresent(owner -> postAll(from, owner, copy));
    }
  }

  private void postAll(Device from, Account owner, Node copy) {
    owner.devices().stream()
        .filter(target -> !target.equals(from))
        .forEach(target -> mailboxes.of(target).post(copy));
  }

  private Node copy(Device from, Node receipt, Jid chat, boolean byLid) {
    Account reader = from.account();
    return Node.builder("receipt")
        .attr("from", chat)
        .attr("participant", byLid ? from.lid() : from.jid())
        .attr(byLid ? "participant_pn" : "participant_lid", byLid ? reader.phone() : reader.lid())
        .attr("id", receipt.requireAttr("id"))
        .attr("t", clock.instant().getEpochSecond())
        .attrText("type", receipt.attr("type"))
        .content(receipt.content())
        .build();
  }
}
