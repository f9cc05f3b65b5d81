package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.group.Groups;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages, acks them and gives every device its copy (09 §7). Safe from any thread. */
final class MessageRouter {
  private static final Logger LOG = LoggerFactory.getLogger(MessageRouter.class);

  /** To a restricted account, without a token that it issued (05 §11). */
  private static final int NO_PRIVACY_TOKEN = 463;

  private final Accounts accounts;
  private final Mailboxes mailboxes;
  private final Faults faults;
  private final Admission admission;
  private final StanzaRules rules;
  private final GroupRouter groups;
  private final StatusRouter statuses;
  private final PrivacyTokens tokens;
  private final Later later;
  private final InstantSource clock;

  MessageRouter(
      Accounts accounts,
      Groups groups,
      Mailboxes mailboxes,
      Faults faults,
      Violations violations,
      PrivacyTokens tokens,
      Later later,
      InstantSource clock) {
    this.accounts = accounts;
    this.mailboxes = mailboxes;
    this.faults = faults;
    this.tokens = tokens;
    this.later = later;
    this.clock = clock;
    admission = new Admission(mailboxes, faults);
    rules = new StanzaRules(accounts, new KeyReuse(violations, clock), tokens, violations, clock);
    this.groups = new GroupRouter(accounts, groups, mailboxes, admission, rules, clock);
    statuses = new StatusRouter(accounts, mailboxes, admission, rules, clock);
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
      admission.refuse(from, message, to, now, nack.get().code());
      return;
    }
    switch (to) {
      case GroupJid group -> groups.route(from, message, group);
      case BroadcastJid list -> statuses.route(from, message, list);
      default -> routeToPerson(from, message, to, now);
    }
  }

  private void routeToPerson(Device from, Node message, Jid to, long now) {
    Map<Device, Node> addressed = addressed(from, message, to);
    addressed.forEach((target, enc) -> rules.noteKeys(from, target, message, enc));
    OptionalInt refusal = refusal(from, message, to);
    Admission.Verdict verdict = new Admission.Verdict(refusal, Optional.empty());
    if (admission.admits(from, message, to, now, verdict)) {
      deliver(new MessageCopies(from, message, to, now), addressed);
    }
  }

  private void deliver(MessageCopies copies, Map<Device, Node> addressed) {
    Optional<Account> recipient = accounts.find(copies.to());
    addressed.forEach((target, enc) -> {
      if (target.equals(copies.from())) {
        return;
      }
      boolean withheld = !copies.peer() && faults.take(target, Fault.Unavailable.class).isPresent();
      Node copy = withheld ? copies.unavailable(target) : copies.of(target, enc);
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

  private OptionalInt refusal(Device from, Node message, Jid to) {
    OptionalInt broken = rules.broken(from, message);
    boolean stranger =
        !StanzaRules.isResend(message)
            && accounts
                .find(to)
                .filter(account -> !tokens.admits(account, from.account(), message))
                .isPresent();
    return broken.isEmpty() && stranger ? OptionalInt.of(NO_PRIVACY_TOKEN) : broken;
  }
}
