package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The groups that a phone is in, learnt from what the server told it and kept true by its
 * notifications (08 §2). Belongs to the phone's executor.
 */
final class PhoneGroups {
  private final PhoneKit kit;
  private final Journal<PhoneEvent> events;
  private final Map<GroupJid, Membership> byJid = new HashMap<>(4);

  PhoneGroups(PhoneKit kit, Journal<PhoneEvent> events) {
    this.kit = kit;
    this.events = events;
  }

  Optional<Membership> find(GroupJid group) {
    return Optional.ofNullable(byJid.get(group));
  }

  /** Takes a group's node: what was known of it before is out of date. */
  Membership learn(Node group) {
    String id = group.requireAttr("id");
    GroupJid jid = new GroupJid(id.contains("@") ? id.substring(0, id.indexOf('@')) : id);
    List<Account> members =
        group.children("participant").stream()
            .filter(participant -> !participant.has("error"))
            .flatMap(participant -> person(participant).stream())
            .toList();
    Membership known = new Membership(jid, group.attrIs("addressing_mode", "lid"), members);
    Membership before = byJid.put(jid, known);
    if (before != null) {
      known.holders().addAll(before.holders());
    }
    return known;
  }

  /** Whoever takes the phone out of a group makes it start anew when it comes back. */
  private void forget(GroupJid group) {
    byJid.remove(group);
    kit.senderKeys().renounce(group);
  }

  void notification(Node notification) {
    if (!(notification.requireJid("from") instanceof GroupJid group)) {
      return;
    }
    Optional<Jid> actor = notification.attrJid("participant");
    for (Node change : notification.children()) {
      List<Account> people =
          change.children("participant").stream().flatMap(one -> person(one).stream()).toList();
      apply(group, change, people);
      List<Jid> who = people.stream().map(account -> (Jid) account.phone()).toList();
      events.add(order -> new PhoneEvent.GroupChange(order, group, actor, change.tag(), who));
    }
  }

  private void apply(GroupJid group, Node change, List<Account> people) {
    Membership known = byJid.get(group);
    switch (change.tag()) {
      case "create" -> {
        forget(group);
        learn(change.requireChild("group"));
      }
      case "add" -> {
        if (known != null) {
          known.members().addAll(people);
        }
      }
      case "remove" -> removed(group, people);
      case "delete" -> forget(group);
      default -> {} // names and settings, which a phone does not need to know
    }
  }

  /** A key that somebody who left can read with is not used again (04 §8). */
  private void removed(GroupJid group, List<Account> people) {
    Membership known = byJid.get(group);
    if (people.contains(kit.account())) {
      forget(group);
    } else if (known != null) {
      people.forEach(known.members()::remove);
      renew(known);
    }
  }

  /** Makes the next message come with a new key for everybody. */
  void renew(Membership known) {
    kit.senderKeys().renounce(known.group());
    known.holders().clear();
  }

  /** A device that was unlinked must not read on, wherever it had a key. */
  void unlinked(Device device) {
    byJid.values().stream()
        .filter(known -> known.holders().contains(device))
        .toList()
        .forEach(this::renew);
  }

  /** The groups there are, for those who look. */
  Set<GroupJid> known() {
    return Set.copyOf(byJid.keySet());
  }

  private Optional<Account> person(Node participant) {
    return participant.attrJid("jid").flatMap(kit.accounts()::find);
  }
}
