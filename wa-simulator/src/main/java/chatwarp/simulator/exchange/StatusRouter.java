package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Admission.Verdict;
import chatwarp.simulator.exchange.Violation.Kind;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Takes status posts and gives them to everybody they name: the server keeps no audience, so each
 * post says with its participants who sees it (05 §6). A reaction to a post goes to its author.
 */
final class StatusRouter {
  private static final int FORBIDDEN = 403;

  /** What a post may say of how its viewers were chosen; clients that say nothing are let pass. */
  private static final Set<String> SETTINGS = Set.of("contacts", "allowlist", "denylist");

  private final Accounts accounts;
  private final Mailboxes mailboxes;
  private final Admission admission;
  private final StanzaRules rules;
  private final InstantSource clock;

  StatusRouter(
      Accounts accounts,
      Mailboxes mailboxes,
      Admission admission,
      StanzaRules rules,
      InstantSource clock) {
    this.accounts = accounts;
    this.mailboxes = mailboxes;
    this.admission = admission;
    this.rules = rules;
    this.clock = clock;
  }

  void route(Device from, Node message, BroadcastJid to) {
    long now = clock.instant().getEpochSecond();
    Map<Device, Node> keys = GroupRouter.keys(accounts, message);
    keys.forEach((target, enc) -> rules.noteKeys(from, target, message, enc));
    Optional<Node> common = GroupRouter.common(message);
    common.ifPresent(enc -> rules.noteGroupKey(from, to, message, enc));
    Verdict verdict = new Verdict(refusal(from, message, to, common), Optional.empty());
    if (!admission.admits(from, message, to, now, verdict)) {
      return;
    }
    GroupCopies copies = new GroupCopies(from, message, to, namesByLid(message), now);
    if (message.has("participant")) {
      resend(message, copies, keys);
      return;
    }
    if (common.isEmpty()) {
      keys.forEach((target, enc) -> mailboxes.of(target).post(copies.of(List.of(enc))));
      return;
    }
    for (Account viewer : audience(from, message)) {
      for (Device target : viewer.devices()) {
        if (!target.equals(from)) {
          Optional<Node> key = Optional.ofNullable(keys.get(target));
          mailboxes.of(target).post(copies.of(key, common.orElseThrow()));
        }
      }
    }
  }

  private OptionalInt refusal(Device from, Node message, BroadcastJid to, Optional<Node> common) {
    if (!to.equals(BroadcastJid.STATUS)) {
      return OptionalInt.of(FORBIDDEN);
    }
    boolean reaction = message.attrIs("type", "reaction");
    // WhatsApp Web encrypts a reaction for the poster's devices alone, Baileys under a sender key.
    boolean pairwise = reaction && !StanzaRules.entries(message).isEmpty();
    if (common.isEmpty() && !pairwise && !message.has("participant")) {
      return rules.refuse(from, message, Kind.MISSING_SIDE_NODE, "a status post without a skmsg");
    }
    Optional<String> setting = message.child("meta").flatMap(meta -> meta.attr("status_setting"));
    if (setting.isPresent() && (reaction || message.attrIs("edit", "7"))) {
      return rules.refuse(
          from, message, Kind.MISSING_SIDE_NODE, "a reaction or revoke with a status_setting");
    }
    if (setting.filter(word -> !SETTINGS.contains(word)).isPresent()) {
      return rules.refuse(from, message, Kind.MISSING_SIDE_NODE, "a status_setting that is none");
    }
    return rules.broken(from, message);
  }

  private void resend(Node message, GroupCopies copies, Map<Device, Node> keys) {
    Optional<Device> target = accounts.device(message.requireJid("participant"));
    Optional<Node> enc = message.child("enc").or(() -> target.map(keys::get));
    if (target.isPresent() && enc.isPresent()) {
      mailboxes.of(target.get()).post(copies.of(List.of(enc.get())));
    }
  }

  private Set<Account> audience(Device from, Node message) {
    Set<Account> audience = new LinkedHashSet<>();
    StanzaRules.entries(message)
        .forEach(entry -> entry.attrJid("jid").flatMap(accounts::find).ifPresent(audience::add));
    audience.add(from.account());
    return audience;
  }

  private static boolean namesByLid(Node message) {
    Optional<Jid> named =
        StanzaRules.entries(message).stream()
            .flatMap(entry -> entry.attrJid("jid").stream())
            .findFirst()
            .or(() -> message.attrJid("participant"));
    return named.filter(Stanzas::byLid).isPresent();
  }
}
