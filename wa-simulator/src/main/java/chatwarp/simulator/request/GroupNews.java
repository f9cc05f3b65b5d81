package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Stanzas;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.GroupNodes;
import chatwarp.simulator.group.GroupState;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Tells people what happened to a group (08 §2); those who are away get it later. */
final class GroupNews {
  private final StanzaIds ids;
  private final InstantSource clock;

  GroupNews(StanzaIds ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Tells all devices of some people, those of whoever did it among them. */
  void tell(
      Exchange exchange,
      Group group,
      Collection<Account> people,
      Optional<Account> actor,
      Node change) {
    NodeBuilder news =
        Stanzas.notification(group.jid(), "w:gp2", ids.next(), clock.instant().getEpochSecond())
            .attr("addressing_mode", group.mode());
    actor.ifPresent(who -> {
      news.attr("participant", group.name(who))
          .attr(group.byLid() ? "participant_pn" : "participant_lid", group.otherName(who));
      if (!who.pushName().isEmpty()) {
        news.attr("notify", who.pushName());
      }
    });
    Node notification = news.children(change).build();
    people.forEach(person -> exchange.post(person, notification));
  }

  /** A number for a change that clients expect one of. */
  String version() {
    return ids.next();
  }

  /** What newcomers are told: the whole group. */
  static Node welcome(Group group, GroupState state, String type, Optional<String> reason) {
    return Node.builder("create")
        .attr("type", type)
        .attrText("reason", reason)
        .children(GroupNodes.full(group, state))
        .build();
  }

  /** What members are told of others. */
  static Node about(
      String change,
      Group group,
      GroupState state,
      List<Account> people,
      Optional<String> reason,
      Optional<String> version) {
    return Node.builder(change)
        .attrText("reason", reason)
        .attrText("v_id", version)
        .children(
            people.stream().map(person -> GroupNodes.participant(group, state, person)).toList())
        .build();
  }
}
