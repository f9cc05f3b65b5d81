package chatwarp.simulator.request;

import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.group.Groups;
import java.time.Instant;
import java.time.InstantSource;

/** What the requests about groups share. */
record GroupDesk(
    Accounts accounts,
    Groups groups,
    GroupNews news,
    PrivacyRequests privacy,
    BlocklistRequests blocklist,
    InstantSource clock) {

  Instant now() {
    return clock.instant();
  }

  /** Whether somebody lets others put them into groups; if not, they want an invitation. */
  boolean mayBeAdded(Account person) {
    return privacy.setting(person, "groupadd").equals("all");
  }

  boolean blocks(Account person, Account other) {
    return blocklist.blocks(person, other);
  }
}
