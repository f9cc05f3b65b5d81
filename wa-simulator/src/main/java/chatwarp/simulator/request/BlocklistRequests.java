package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.exchange.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whom an account blocks. The list is kept and given back; only groups heed it: nobody adds those
 * who block them.
 */
final class BlocklistRequests implements Topic {
  private final Map<Account, Set<Jid>> blocked = new ConcurrentHashMap<>();

  /** Whether an account blocks another, by whichever address. */
  boolean blocks(Account account, Account other) {
    Set<Jid> own = blocked.getOrDefault(account, Set.of());
    return own.contains(other.phone()) || own.contains(other.lid());
  }

  @Override
  public Optional<Answer> answer(Request request) {
    Set<Jid> own = blocked.computeIfAbsent(request.account(), _ -> ConcurrentHashMap.newKeySet());
    if (request.isSet()) {
      Node item = request.iq().requireChild("item");
      Jid jid = item.requireJid("jid");
      if (item.attrIs("action", "unblock")) {
        own.remove(jid);
      } else {
        own.add(jid);
      }
    }
    return request.result(
        Node.builder("list")
            .children(
                own.stream().map(jid -> Node.builder("item").attr("jid", jid).build()).toList())
            .build());
  }
}
