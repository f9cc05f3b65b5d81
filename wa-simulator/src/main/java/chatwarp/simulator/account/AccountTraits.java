package chatwarp.simulator.account;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Peculiarities of an account, asked for by its push name (09 §1): {@code restricted:Ana}, or
 * {@code scenario:flag,flag:Ana}.
 */
public record AccountTraits(Set<String> flags) {
  /** Rejects first contact without a privacy token. */
  public static final String RESTRICTED = "restricted";

  private static final String SCENARIO = "scenario:";

  public AccountTraits {
    flags = Set.copyOf(flags);
  }

  static AccountTraits ofPushName(String name) {
    if (name.startsWith(RESTRICTED + ":")) {
      return new AccountTraits(Set.of(RESTRICTED));
    }
    int end = name.indexOf(':', SCENARIO.length());
    if (name.startsWith(SCENARIO) && end > 0) {
      String list = name.substring(SCENARIO.length(), end);
      return new AccountTraits(new TreeSet<>(Arrays.asList(list.split(",", -1))));
    }
    return new AccountTraits(Set.of());
  }

  public boolean restricted() {
    return flags.contains(RESTRICTED);
  }
}
