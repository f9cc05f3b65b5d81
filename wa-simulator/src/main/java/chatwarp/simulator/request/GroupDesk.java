package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.exchange.PrivacyTokens;
import chatwarp.simulator.exchange.Violation;
import chatwarp.simulator.exchange.Violations;
import chatwarp.simulator.group.Groups;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What the requests about groups share. */
record GroupDesk(
    Accounts accounts,
    Groups groups,
    GroupNews news,
    PrivacyRequests privacy,
    BlocklistRequests blocklist,
    PrivacyTokens tokens,
    Violations violations,
    InstantSource clock) {

  Instant now() {
    return clock.instant();
  }

  /**
   * Whether somebody lets another put them into groups; if not, they want an invitation. To whom
   * they issued a token is a contact of theirs (08 §8).
   *
   * @param asked the wish, with the token where there is one
   */
  boolean mayBeAdded(Account person, GroupCall call, Node asked) {
    Optional<byte[]> shown = asked.child("privacy").flatMap(Node::bytes);
    boolean trusted = shown.filter(tokens.isFor(person, call.actor())).isPresent();
    if (shown.isPresent() && !trusted) {
      report(call, "a privacy token of somebody for a group that is not theirs, or over");
    }
    String chosen = privacy.setting(person, "groupadd");
    return chosen.equals("all") || (chosen.equals("contacts") && trusted);
  }

  private void report(GroupCall call, String what) {
    violations.report(
        new Violation(
            Violation.Kind.BAD_TOKEN,
            call.request().from().jid(),
            call.request().from().jid(),
            call.iq().attr("id").orElse(""),
            clock.instant(),
            what));
  }

  boolean blocks(Account person, Account other) {
    return blocklist.blocks(person, other);
  }
}
