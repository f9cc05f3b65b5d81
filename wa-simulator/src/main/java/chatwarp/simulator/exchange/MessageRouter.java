package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages, acks them and gives every device its copy (09 §7). Safe from any thread. */
final class MessageRouter {
  private static final Logger LOG = LoggerFactory.getLogger(MessageRouter.class);

  /** First contact with a restricted account without a privacy token (05 §11). */
  private static final int NO_PRIVACY_TOKEN = 463;

  /** Not a member of the group. */
  private static final int FORBIDDEN = 403;

  private final Accounts accounts;
  private final Mailboxes mailboxes;
  private final Faults faults;
  private final Repeats repeats = new Repeats();
  private final KeyReuse keyReuse;
  private final PrivacyTokens tokens;
  private final Later later;
  private final InstantSource clock;

  MessageRouter(
      Accounts accounts,
      Mailboxes mailboxes,
      Faults faults,
      Violations violations,
      PrivacyTokens tokens,
      Later later,
      InstantSource clock) {
    this.accounts = accounts;
    this.mailboxes = mailboxes;
    this.faults = faults;
    this.keyReuse = new KeyReuse(violations, clock);
    this.tokens = tokens;
    this.later = later;
    this.clock = clock;
  }

  /** Routes one message, now or after a planned delay. */
  void route(Device from, Node message) {
    faults
        .take(from, Fault.Delay.class)
        .ifPresentOrElse(
            delay -> later.run(delay.by(), () -> routeNow(from, message)),
            () -> routeNow(from, message));
  }

  private void routeNow(Device from, Node message) {
    Jid to = message.requireJid("to");
    long now = clock.instant().getEpochSecond();
    Optional<Fault.Nack> nack = faults.take(from, Fault.Nack.class);
    if (nack.isPresent()) {
      ack(from, message, to, now, nack.get().code());
      return;
    }
    Map<Device, Node> addressed = addressed(from, message, to);
    addressed.forEach((target, enc) -> noteKeys(from, target, message, enc));
    Optional<Integer> refusal = refusal(from, message, to);
    if (refusal.isPresent()) {
      ack(from, message, to, now, refusal.get());
      return;
    }
    boolean repeat = repeats.isRepeat(from, message);
    if (faults.take(from, Fault.DropAck.class).isEmpty()) {
      ack(from, message, to, now, 0);
    }
    if (!repeat) {
      deliver(new MessageCopies(from, message, to, now), addressed);
    }
  }

  private void deliver(MessageCopies copies, Map<Device, Node> addressed) {
    Optional<Account> recipient = accounts.find(copies.to());
    addressed.forEach((target, enc) -> {
      if (target.equals(copies.from())) {
        return;
      }
      Node copy = copies.of(target, enc);
      boolean own = copy.has("recipient");
      mailboxes
          .of(target)
          .post(own && recipient.isPresent() ? copies.withRecipient(copy, recipient.get()) : copy);
    });
  }

  /**
   * One ciphertext a device. A bare enc is for the one device in {@code to}; the participants
   * beside it are Baileys' duplicate of a resend, and a device named twice gets the first (09 §7).
   */
  private Map<Device, Node> addressed(Device from, Node message, Jid to) {
    Map<Device, Node> addressed = new LinkedHashMap<>();
    Optional<Node> bare = message.child("enc");
    if (bare.isPresent()) {
      accounts.device(to).ifPresent(target -> addressed.put(target, bare.get()));
      return addressed;
    }
    Optional<Account> recipient = accounts.find(to);
    for (Node entry : message.child("participants").map(Node::children).orElse(List.of())) {
      Optional<Node> enc = entry.child("enc");
      Optional<Device> target = entry.attrJid("jid").flatMap(accounts::device);
      if (enc.isEmpty() || target.isEmpty()) {
        continue; // named without a ciphertext, or unlinked meanwhile
      }
      Account owner = target.get().account();
      if (owner.equals(from.account()) || recipient.filter(owner::equals).isPresent()) {
        addressed.putIfAbsent(target.get(), enc.get());
      } else {
        LOG.warn("a message names a device that is neither the recipient's nor the sender's");
      }
    }
    return addressed;
  }

  private void noteKeys(Device from, Device target, Node message, Node enc) {
    keyReuse.note(
        from,
        target,
        message.requireAttr("id"),
        enc.attr("type").orElse(""),
        enc.bytes().orElse(new byte[0]));
  }

  private Optional<Integer> refusal(Device from, Node message, Jid to) {
    return switch (to) {
      case GroupJid _ -> Optional.of(FORBIDDEN);
      default ->
          accounts
              .find(to)
              .filter(account -> !tokens.admits(account, from.account(), message))
              .map(_ -> NO_PRIVACY_TOKEN);
    };
  }

  private void ack(Device from, Node message, Jid to, long seconds, int error) {
    NodeBuilder ack =
        Node.builder("ack")
            .attr("class", "message")
            .attr("id", message.requireAttr("id"))
            .attr("from", to instanceof DeviceJid device && device.isPhone() ? device.owner() : to)
            .attr("t", seconds)
            .attrJid("participant", message.attrJid("participant"));
    if (error != 0) {
      ack.attr("error", error);
    }
    mailboxes.of(from).tell(ack.build());
  }
}
