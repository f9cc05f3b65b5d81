package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Violation.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What must be true of every message, whoever it is for (05 §4, §5, §8, §11). Safe from any thread.
 */
final class StanzaRules {
  /** How the real server refuses a stanza that does not fit its schema. */
  private static final int INVALID = 479;

  private final Accounts accounts;
  private final KeyReuse keyReuse;
  private final PrivacyTokens tokens;
  private final Violations violations;
  private final InstantSource clock;

  StanzaRules(
      Accounts accounts,
      KeyReuse keyReuse,
      PrivacyTokens tokens,
      Violations violations,
      InstantSource clock) {
    this.accounts = accounts;
    this.keyReuse = keyReuse;
    this.tokens = tokens;
    this.violations = violations;
    this.clock = clock;
  }

  /** Notes the message key of one ciphertext for one device. */
  void noteKeys(Device from, Device target, Node message, Node enc) {
    keyReuse.note(
        from,
        target,
        message.requireAttr("id"),
        enc.attr("type").orElse(""),
        enc.bytes().orElse(new byte[0]));
  }

  /** Notes the message key of a group's ciphertext. */
  void noteGroupKey(Device from, Jid chat, Node message, Node enc) {
    keyReuse.noteGroup(from, chat, message.requireAttr("id"), enc.bytes().orElse(new byte[0]));
  }

  /** The error of the first rule that a message breaks; it is reported too. */
  OptionalInt broken(Device from, Node message) {
    for (Node entry : entries(message)) {
      Optional<Jid> jid = entry.attrJid("jid");
      if (entry.child("enc").isPresent() && jid.filter(this::neverLinked).isPresent()) {
        return refuse(
            from, message, Kind.UNKNOWN_DEVICE, "a ciphertext for a device that never was");
      }
    }
    boolean opensSession = ciphertexts(message).anyMatch(enc -> enc.attrIs("type", "pkmsg"));
    if (opensSession && !from.isPhone() && message.child("device-identity").isEmpty()) {
      return refuse(
          from, message, Kind.MISSING_SIDE_NODE, "a pkmsg of a companion without device-identity");
    }
    OptionalInt token = carriesToken(message) ? wrongToken(from, message) : OptionalInt.empty();
    return token.isEmpty() && message.attrIs("category", "peer")
        ? brokenPeer(from, message)
        : token;
  }

  /** Whether a stanza shows that its sender is known to the recipient. */
  static boolean carriesToken(Node stanza) {
    return stanza.child("tctoken").isPresent() || stanza.child("cstoken").isPresent();
  }

  /** Only peer messages are known to be refused over a token; the rest is reported (05 §8, §10). */
  private OptionalInt wrongToken(Device from, Node message) {
    if (message.attrIs("category", "peer")) {
      return refuse(from, message, Kind.MISSING_SIDE_NODE, "a peer message with a privacy token");
    }
    Optional<Account> recipient =
        accounts.find(message.requireJid("to")).filter(to -> !to.equals(from.account()));
    if (recipient.isEmpty() || isResend(message)) {
      report(
          from,
          message,
          Kind.MISSING_SIDE_NODE,
          "a privacy token in a resend, a note to self or a message to many");
    } else if (message.child("tctoken").isPresent()
        && !tokens.holds(recipient.get(), from.account(), message)) {
      report(from, message, Kind.BAD_TOKEN, "a privacy token that is not the recipient's, or over");
    }
    return OptionalInt.empty();
  }

  /** A peer message is one ciphertext for one own device (05 §8). */
  private OptionalInt brokenPeer(Device from, Node message) {
    boolean toOwn =
        accounts.find(message.requireJid("to")).filter(from.account()::equals).isPresent();
    if (!toOwn) {
      return refuse(from, message, Kind.MISSING_SIDE_NODE, "a peer message to somebody else");
    }
    return message.child("enc").isEmpty()
        ? refuse(from, message, Kind.MISSING_SIDE_NODE, "a peer message without an enc of its own")
        : OptionalInt.empty();
  }

  /** Whether a message is sent again, to one device that asked for it. */
  static boolean isResend(Node message) {
    return message.attrIs("device_fanout", "false");
  }

  /** Reports a broken rule and gives the error for it. */
  OptionalInt refuse(Device from, Node message, Kind kind, String detail) {
    report(from, message, kind, detail);
    return OptionalInt.of(INVALID);
  }

  void report(Device from, Node message, Kind kind, String detail) {
    violations.report(
        new Violation(
            kind, from.jid(), from.jid(), message.requireAttr("id"), clock.instant(), detail));
  }

  /** The devices and people that a message names. */
  static List<Node> entries(Node message) {
    return message.child("participants").map(list -> list.children("to")).orElse(List.of());
  }

  private static Stream<Node> ciphertexts(Node message) {
    List<Node> all = new ArrayList<>(message.children("enc"));
    entries(message).forEach(entry -> all.addAll(entry.children("enc")));
    return all.stream();
  }

  /** Whether nobody can have learnt this address from the server; unlinked ones they can. */
  private boolean neverLinked(Jid jid) {
    int id = jid instanceof DeviceJid device ? device.device() : 0;
    return accounts.find(jid).filter(account -> account.everHad(id)).isEmpty();
  }
}
