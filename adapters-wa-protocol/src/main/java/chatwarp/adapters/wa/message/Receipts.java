package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Receipts: what we say about others' messages, and what others say about ours (05 §14). */
final class Receipts {
  private Receipts() {}

  /**
   * What to answer to a message that was read.
   *
   * @param active whether we show ourselves as available
   */
  static Node delivered(Node message, MessageSource source, OwnAddress own, boolean active) {
    NodeBuilder receipt = Node.builder("receipt").attr("id", source.id().value());
    if (source.peer()) {
      return receipt.attr("to", own.phone().owner()).attr("type", "peer_msg").build();
    }
    receipt.attr("to", message.requireJid("from"));
    receipt.attrJid("participant", message.attrJid("participant"));
    if (source.fromMe()) {
      receipt.attr("type", "sender");
      receipt.attrJid("recipient", message.attrJid("recipient"));
    } else if (!active) {
      receipt.attr("type", "inactive");
    }
    return receipt.build();
  }

  /** Whether a message is answered with a receipt; the others are only acknowledged. */
  static boolean wanted(MessageSource source) {
    return !source.chat().equals(BroadcastJid.STATUS);
  }

  /** What to say to the phone that sent a piece of history. */
  static Node historyAccepted(MessageId id, OwnAddress own) {
    return Node.builder("receipt")
        .attr("id", id.value())
        .attr("to", own.phone().owner())
        .attr("type", "hist_sync")
        .build();
  }

  /** What a receipt tells, except one that asks for a message again. */
  static List<SessionFact> read(Node receipt, OwnAddress own, Instant now) {
    Optional<MessageStatus> status = status(receipt.attr("type"));
    if (status.isEmpty()) {
      return List.of();
    }
    Jid from = receipt.requireJid("from");
    Optional<Node> grouped = receipt.child("participants");
    if (grouped.isPresent() && !receipt.has("participant")) {
      return grouped(grouped.get(), from.bare(), status.get(), own, now);
    }
    Jid who = receipt.attrJid("participant").orElse(from);
    if (!(who.bare() instanceof UserJid participant)) {
      return List.of();
    }
    boolean byUs = own.is(participant);
    // Our own other device reports on a chat it names; it read others' messages, or got ours.
    Jid chat = byUs ? receipt.attrJid("recipient").orElse(from).bare() : from.bare();
    boolean fromMe = !byUs || receipt.attrIs("type", "sender");
    return List.of(
        new SessionFact.ReceiptReceived(
            chat, participant, fromMe, ids(receipt), status.get(), at(receipt, now)));
  }

  private static List<SessionFact> grouped(
      Node participants, Jid chat, MessageStatus status, OwnAddress own, Instant now) {
    List<MessageId> ids = List.of(new MessageId(participants.requireAttr("key")));
    List<SessionFact> facts = new ArrayList<>();
    for (Node user : participants.children("user")) {
      if (user.requireJid("jid").bare() instanceof UserJid person && !own.is(person)) {
        facts.add(new SessionFact.ReceiptReceived(chat, person, true, ids, status, at(user, now)));
      }
    }
    return facts;
  }

  /** All ids a receipt is about: its own, and those in its list. */
  static List<MessageId> ids(Node receipt) {
    List<MessageId> ids = new ArrayList<>();
    ids.add(new MessageId(receipt.requireAttr("id")));
    receipt
        .child("list")
        .ifPresent(list ->
            list.children("item").forEach(item -> ids.add(new MessageId(item.requireAttr("id")))));
    return ids;
  }

  private static Instant at(Node node, Instant otherwise) {
    var seconds = node.attrLong("t");
    return seconds.isPresent() ? Instant.ofEpochSecond(seconds.getAsLong()) : otherwise;
  }

  /** Inactive devices have a message without showing it, which users do not see as delivered. */
  private static Optional<MessageStatus> status(Optional<String> type) {
    return switch (type.orElse("")) {
      case "" -> Optional.of(MessageStatus.DELIVERY_ACK);
      case "read", "read-self" -> Optional.of(MessageStatus.READ);
      case "played", "played-self" -> Optional.of(MessageStatus.PLAYED);
      case "sender" -> Optional.of(MessageStatus.SERVER_ACK);
      default -> Optional.empty();
    };
  }
}
