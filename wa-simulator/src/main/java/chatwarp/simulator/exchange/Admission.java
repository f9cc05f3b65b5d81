package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Device;
import java.util.Optional;
import java.util.OptionalInt;

/** Acks messages and lets each through once (09 §7). Safe from any thread. */
final class Admission {
  private final Mailboxes mailboxes;
  private final Faults faults;
  private final Repeats repeats = new Repeats();

  Admission(Mailboxes mailboxes, Faults faults) {
    this.mailboxes = mailboxes;
    this.faults = faults;
  }

  /**
   * What was found out about a message.
   *
   * @param refusal the error of its ack
   * @param phash the hash of the devices it should have been for, when the sender has another
   */
  record Verdict(OptionalInt refusal, Optional<String> phash) {}

  /** Acks a message as the verdict says; true when it is to be delivered now. */
  boolean admits(Device from, Node message, Jid to, long seconds, Verdict verdict) {
    if (verdict.refusal().isPresent()) {
      refuse(from, message, to, seconds, verdict.refusal().getAsInt());
      return false;
    }
    boolean repeat = repeats.isRepeat(from, message);
    if (faults.take(from, Fault.DropAck.class).isEmpty()) {
      NodeBuilder ack = ack(message, to, seconds);
      mailboxes.of(from).tell(ack.attrText("phash", verdict.phash()).build());
    }
    return !repeat;
  }

  /** Acks a message that nobody gets. */
  void refuse(Device from, Node message, Jid to, long seconds, int error) {
    mailboxes.of(from).tell(ack(message, to, seconds).attr("error", error).build());
  }

  private static NodeBuilder ack(Node message, Jid to, long seconds) {
    return Node.builder("ack")
        .attr("class", "message")
        .attr("id", message.requireAttr("id"))
        .attr("from", to instanceof DeviceJid device && device.isPhone() ? device.owner() : to)
        .attr("t", seconds)
        .attrJid("participant", message.attrJid("participant"));
  }
}
