package chatwarp.simulator.account;

import chatwarp.domain.model.UserJid;
import java.util.List;
import java.util.Locale;

/**
 * Who may see an account's status posts.
 *
 * @param people whom the rule names
 */
public record StatusViewers(Rule rule, List<UserJid> people) {
  /** What the owner chose on the phone. */
  public enum Rule {
    CONTACTS,
    BLACKLIST,
    WHITELIST;

    /** How the server names it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public StatusViewers {
    people = List.copyOf(people);
  }
}
