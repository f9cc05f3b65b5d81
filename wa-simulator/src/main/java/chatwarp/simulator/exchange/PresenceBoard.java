package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.Groups;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who is available, who wants to know, and who is typing (09 §9). Presence is a state, not a
 * history: a subscriber that was away learns the last one only. Safe from any thread.
 */
final class PresenceBoard {
  private final Accounts accounts;
  private final Groups groups;
  private final Mailboxes mailboxes;
  private final PrivacyTokens tokens;
  private final Duration chatStateTtl;
  private final InstantSource clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Device> available = new HashSet<>();
  private final Map<Account, Instant> lastSeen = new HashMap<>();

  /** By the watched account: who watches, under which address they asked. */
  private final Map<Account, Map<Device, Jid>> watchers = new HashMap<>();

  private final Set<Missed> missed = new HashSet<>();
  private final Map<Device, Map<Chat, Kept>> keptStates = new HashMap<>();

  /** Somebody's presence changed while this watcher was away. */
  private record Missed(Device watcher, Account watched) {}

  /** Somebody in a chat: of each only the last state counts. */
  private record Chat(Jid chat, Jid sender) {}

  /** A chat state for a device that was away. */
  private record Kept(Node state, Instant until) {}

  PresenceBoard(
      Accounts accounts,
      Groups groups,
      Mailboxes mailboxes,
      PrivacyTokens tokens,
      Duration chatStateTtl,
      InstantSource clock) {
    this.accounts = accounts;
    this.groups = groups;
    this.mailboxes = mailboxes;
    this.tokens = tokens;
    this.chatStateTtl = chatStateTtl;
    this.clock = clock;
  }

  /** Takes a presence stanza; an empty one changes nothing. */
  void presence(Device from, Node stanza) {
    stanza.attr("name").ifPresent(from.account()::rename);
    switch (stanza.attr("type").orElse("")) {
      case "available" -> set(from, true);
      case "unavailable" -> set(from, false);
      case "subscribe" -> stanza.attrJid("to").ifPresent(to -> subscribe(from, stanza, to));
      default -> {}
    }
  }

  /** A device disconnected. */
  void gone(Device device) {
    set(device, false);
  }

  /** A device is past its backlog: gives it what is still true. */
  void back(Device device) {
    List<Node> news = new ArrayList<>();
    lock.lock();
    try {
      Iterator<Missed> all = missed.iterator();
      while (all.hasNext()) {
        Missed one = all.next();
        if (one.watcher().equals(device)) {
          all.remove();
          Jid asked = watchers.getOrDefault(one.watched(), Map.of()).get(device);
          if (asked != null) {
            news.add(state(one.watched(), asked));
          }
        }
      }
      Map<Chat, Kept> kept = keptStates.remove(device);
      if (kept != null) {
        Instant now = clock.instant();
        kept.values().stream()
            .filter(one -> now.isBefore(one.until()))
            .map(Kept::state)
            .forEach(news::add);
      }
    } finally {
      lock.unlock();
    }
    news.forEach(mailboxes.of(device)::offer);
  }

  private void set(Device device, boolean isAvailable) {
    Account account = device.account();
    Map<Device, Jid> interested;
    lock.lock();
    try {
      boolean before = isAvailable(account);
      boolean changed = isAvailable ? available.add(device) : available.remove(device);
      if (changed && !isAvailable) {
        lastSeen.put(account, clock.instant());
      }
      if (before == isAvailable(account)) {
        return;
      }
      interested = Map.copyOf(watchers.getOrDefault(account, Map.of()));
    } finally {
      lock.unlock();
    }
    interested.forEach((watcher, asked) -> tell(watcher, account, asked));
  }

  private void tell(Device watcher, Account watched, Jid asked) {
    Node state;
    lock.lock();
    try {
      state = state(watched, asked);
    } finally {
      lock.unlock();
    }
    if (!mailboxes.of(watcher).offer(state)) {
      lock.lock();
      try {
        missed.add(new Missed(watcher, watched));
      } finally {
        lock.unlock();
      }
    }
  }

  private void subscribe(Device from, Node stanza, Jid to) {
    Optional<Account> watched =
        accounts.find(to).filter(account -> tokens.admits(account, from.account(), stanza));
    if (watched.isEmpty()) {
      return;
    }
    Node state;
    lock.lock();
    try {
      Jid asked = Stanzas.person(to);
      watchers.computeIfAbsent(watched.get(), _ -> new HashMap<>()).put(from, asked);
      state = state(watched.get(), asked);
    } finally {
      lock.unlock();
    }
    mailboxes.of(from).tell(state);
  }

  private boolean isAvailable(Account account) {
    return account.devices().stream().anyMatch(available::contains);
  }

  private Node state(Account account, Jid asked) {
    NodeBuilder presence = Node.builder("presence").attr("from", asked);
    if (!isAvailable(account)) {
      @Nullable Instant last = lastSeen.get(account);
      presence.attr("type", "unavailable");
      presence.attr("last", last == null ? "deny" : Long.toString(last.getEpochSecond()));
    }
    return presence.build();
  }

  /** Passes on who is typing; keeps it a little for devices that are away. */
  void chatState(Device from, Node stanza) {
    Optional<Jid> to = stanza.attrJid("to");
    if (to.isEmpty()) {
      return;
    }
    Optional<Group> group = groups.find(to.get());
    if (group.isPresent()) {
      groupState(from, stanza, group.get());
      return;
    }
    Jid sender = Stanzas.like(from.account(), to.get());
    Node copy = Node.builder("chatstate").attr("from", sender).content(stanza.content()).build();
    accounts.find(to.get()).ifPresent(account -> show(from, List.of(account), sender, copy));
  }

  private void groupState(Device from, Node stanza, Group group) {
    Account account = from.account();
    List<Account> members =
        group.with(state -> state.has(account) ? state.members() : List.<Account>of());
    Jid sender = group.name(account);
    Node copy =
        Node.builder("chatstate")
            .attr("from", group.jid())
            .attr("participant", sender)
            .content(stanza.content())
            .build();
    show(from, members, sender, copy);
  }

  private void show(Device from, List<Account> to, Jid sender, Node state) {
    to.stream()
        .filter(account -> !account.equals(from.account()))
        .flatMap(account -> account.devices().stream())
        .filter(target -> !mailboxes.of(target).offer(state))
        .forEach(target -> keep(target, new Chat(state.requireJid("from"), sender), state));
  }

  private void keep(Device target, Chat chat, Node state) {
    lock.lock();
    try {
      keptStates
          .computeIfAbsent(target, _ -> new HashMap<>())
          .put(chat, new Kept(state, clock.instant().plus(chatStateTtl)));
    } finally {
      lock.unlock();
    }
  }
}
