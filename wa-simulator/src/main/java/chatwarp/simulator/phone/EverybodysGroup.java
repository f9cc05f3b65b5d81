package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.AccountListener;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Groups that everybody is in who is there or comes later: some test suites look for one by its
 * subject. A phone of their own hosts them, as any phone would. Safe from any thread.
 */
public final class EverybodysGroup implements AccountListener {
  private static final Logger LOG = LoggerFactory.getLogger(EverybodysGroup.class);
  private static final String HOST = "Group Host";

  private final Accounts accounts;
  private final Phones phones;
  private final Map<String, CompletableFuture<GroupJid>> bySubject = new ConcurrentHashMap<>();

  public EverybodysGroup(Accounts accounts, Phones phones) {
    this.accounts = accounts;
    this.phones = phones;
  }

  /** The group of this name, made when there is none. */
  public CompletableFuture<GroupJid> open(String subject) {
    return bySubject.computeIfAbsent(subject, this::made);
  }

  private CompletableFuture<GroupJid> made(String subject) {
    Phone host = phones.activeByName(HOST);
    List<UserJid> people =
        accounts.all().stream()
            .filter(account -> account != host.account())
            .map(Account::phone)
            .toList();
    return host.groups()
        .create(subject, people, List.of())
        .thenApply(group -> new GroupJid(group.requireAttr("id")));
  }

  @Override
  public void created(Account account) {
    bySubject.values().forEach(group -> add(group, account));
  }

  private void add(CompletableFuture<GroupJid> group, Account account) {
    CompletableFuture<List<Node>> added =
        group.thenCompose(jid ->
            phones.activeByName(HOST).groups().participants(jid, "add", List.of(account.phone())));
    // Nobody waits for it: whoever looks for the group will miss it, and finds this in the log.
    CompletableFuture<List<Node>> _ =
        added.whenComplete((results, failure) -> {
          if (failure != null) {
            LOG.warn("somebody new could not be put into everybody's group", failure);
          }
        });
  }

  @Override
  public void linked(Device companion) {}

  @Override
  public void online(Device companion) {}

  @Override
  public void unlinked(Device companion) {}
}
