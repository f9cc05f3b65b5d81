package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.DeviceHash;
import chatwarp.simulator.exchange.Admission.Verdict;
import chatwarp.simulator.exchange.Violation.Kind;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.GroupState;
import chatwarp.simulator.group.GroupSwitch;
import chatwarp.simulator.group.Groups;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes messages to groups and gives every device of every member its copy (05 §5, 09 §7). The
 * group stands still meanwhile: who is in it when the message is acked gets it, and nobody else.
 */
final class GroupRouter {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** The sender names people the other way (05 §11). */
  private static final int STALE_ADDRESSING = 421;

  private final Accounts accounts;
  private final Groups groups;
  private final Mailboxes mailboxes;
  private final Admission admission;
  private final StanzaRules rules;
  private final InstantSource clock;

  GroupRouter(
      Accounts accounts,
      Groups groups,
      Mailboxes mailboxes,
      Admission admission,
      StanzaRules rules,
      InstantSource clock) {
    this.accounts = accounts;
    this.groups = groups;
    this.mailboxes = mailboxes;
    this.admission = admission;
    this.rules = rules;
    this.clock = clock;
  }

  void route(Device from, Node message, GroupJid to) {
    long now = clock.instant().getEpochSecond();
    Optional<Group> group = groups.find(to);
    if (group.isEmpty()) {
      admission.refuse(from, message, to, now, NOT_FOUND);
      return;
    }
    group
        .get()
        .with(state -> {
          if (message.has("participant")) {
            resend(from, message, group.get(), state, now);
          } else {
            send(from, message, group.get(), state, now);
          }
          return true;
        });
  }

  private void send(Device from, Node message, Group group, GroupState state, long now) {
    Map<Device, Node> keys = keys(message);
    keys.forEach((target, enc) -> rules.noteKeys(from, target, message, enc));
    Optional<Node> common = common(message);
    common.ifPresent(enc -> rules.noteGroupKey(from, group.jid(), message, enc));
    OptionalInt refusal = refusal(from, message, group, state, common);
    Optional<String> phash =
        refusal.isPresent() ? Optional.empty() : otherHash(from, message, group, state);
    if (!admission.admits(from, message, group.jid(), now, new Verdict(refusal, phash))) {
      return;
    }
    GroupCopies copies = new GroupCopies(from, message, group.jid(), group.byLid(), now);
    Node enc = common.orElseThrow();
    // Most devices have the sender's key already: their copies are all the same.
    Node plain = copies.of(Optional.empty(), enc);
    for (Device target : state.devices()) {
      if (!target.equals(from)) {
        Node key = keys.get(target);
        mailboxes.of(target).post(key == null ? plain : copies.of(Optional.of(key), enc));
      }
    }
  }

  private OptionalInt refusal(
      Device from, Node message, Group group, GroupState state, Optional<Node> common) {
    Account sender = from.account();
    if (!state.has(sender) || state.isParent()) {
      return OptionalInt.of(FORBIDDEN);
    }
    if (state.is(GroupSwitch.ANNOUNCEMENT) && !state.isAdmin(sender) && !reacts(message)) {
      return OptionalInt.of(FORBIDDEN);
    }
    if (!message.attr("addressing_mode").orElse("pn").equals(group.mode())) {
      return OptionalInt.of(STALE_ADDRESSING);
    }
    if (common.isEmpty()) {
      return rules.refuse(from, message, Kind.MISSING_SIDE_NODE, "a group message without a skmsg");
    }
    return rules.broken(from, message);
  }

  /** Members may react and vote where only admins may speak. */
  private static boolean reacts(Node message) {
    return message.attrIs("type", "reaction")
        || message.child("meta").filter(meta -> meta.attrIs("polltype", "vote")).isPresent();
  }

  /**
   * The hash of the group's devices when the message names another (05 §5). Clients hash either all
   * devices or those that get a key; one that is neither and never was is a mistake.
   */
  private Optional<String> otherHash(Device from, Node message, Group group, GroupState state) {
    String right = state.hash(group.byLid());
    Optional<String> named = message.attr("phash").filter(hash -> !hash.equals(right));
    if (named.isEmpty() || named.get().equals(hashOfKeys(message, group))) {
      return Optional.empty();
    }
    if (!state.hadHash(named.get())) {
      rules.report(from, message, Kind.WRONG_PHASH, "a phash of no device list of the group");
    }
    return Optional.of(right);
  }

  private String hashOfKeys(Node message, Group group) {
    return DeviceHash.of(keys(message).keySet(), group.byLid());
  }

  /** A message again, for the one device that asked; it is encrypted for that device. */
  private void resend(Device from, Node message, Group group, GroupState state, long now) {
    Optional<Device> target = accounts.device(message.requireJid("participant"));
    Optional<Node> enc =
        message.child("enc").or(() -> target.flatMap(device -> entryOf(message, device)));
    if (target.isPresent() && enc.isPresent()) {
      rules.noteKeys(from, target.get(), message, enc.get());
    }
    OptionalInt refusal =
        state.has(from.account()) ? rules.broken(from, message) : OptionalInt.of(FORBIDDEN);
    Verdict verdict = new Verdict(refusal, Optional.empty());
    if (admission.admits(from, message, group.jid(), now, verdict)
        && enc.isPresent()
        && target.filter(device -> state.has(device.account())).isPresent()) {
      GroupCopies copies = new GroupCopies(from, message, group.jid(), group.byLid(), now);
      mailboxes.of(target.get()).post(copies.of(List.of(enc.get())));
    }
  }

  private Optional<Node> entryOf(Node message, Device device) {
    return Optional.ofNullable(keys(message).get(device));
  }

  /** The common ciphertext. */
  static Optional<Node> common(Node message) {
    return message.children("enc").stream().filter(enc -> enc.attrIs("type", "skmsg")).findFirst();
  }

  private Map<Device, Node> keys(Node message) {
    return keys(accounts, message);
  }

  /** The ciphertexts for single devices; one named twice gets the first. */
  static Map<Device, Node> keys(Accounts accounts, Node message) {
    Map<Device, Node> keys = new LinkedHashMap<>();
    for (Node entry : StanzaRules.entries(message)) {
      Optional<Device> target = entry.attrJid("jid").flatMap(accounts::device);
      Optional<Node> enc = entry.child("enc");
      if (target.isPresent() && enc.isPresent()) {
        keys.putIfAbsent(target.get(), enc.get());
      }
    }
    return keys;
  }
}
