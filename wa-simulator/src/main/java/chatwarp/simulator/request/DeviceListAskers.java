package chatwarp.simulator.request;

import chatwarp.simulator.account.Account;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who asked for whose device list and so may hold a copy of it. Safe from any thread. */
public final class DeviceListAskers {
  private final Map<Account, Set<Account>> byAsked = new ConcurrentHashMap<>();

  void note(Account asker, Account about) {
    if (!asker.equals(about)) {
      byAsked.computeIfAbsent(about, _ -> ConcurrentHashMap.newKeySet()).add(asker);
    }
  }

  Set<Account> of(Account account) {
    return Set.copyOf(byAsked.getOrDefault(account, Set.of()));
  }
}
