package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.group.Community;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.GroupNodes;
import chatwarp.simulator.group.GroupRole;
import chatwarp.simulator.group.Invitation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Who is in a group and as what, with a result for each person (08 §1.5). */
final class GroupParticipants {
  private static final Duration INVITATION = Duration.ofDays(3);

  private GroupParticipants() {}

  static Node change(GroupCall call, String change) {
    boolean open = change.equals("add") && call.state().everybodyAdds();
    if (open) {
      call.requireMember();
    } else {
      call.requireAdmin();
    }
    List<Account> done = new ArrayList<>();
    List<Node> results = new ArrayList<>();
    for (Node asked : call.iq().requireChild(change).children("participant")) {
      Jid jid = asked.requireJid("jid");
      Optional<Account> person = call.desk().accounts().find(jid);
      OptionalInt error =
          person.isPresent()
              ? refusal(call, change, person.get(), asked, done)
              : OptionalInt.of(GroupRefusal.NOT_FOUND);
      if (error.isEmpty()) {
        done.add(person.orElseThrow());
      }
      results.add(result(call, change, jid, person, error));
    }
    carryOut(call, change, done);
    return Node.builder(change).children(results).build();
  }

  private static OptionalInt refusal(
      GroupCall call, String change, Account person, Node asked, List<Account> done) {
    Optional<GroupRole> role = call.state().role(person);
    return switch (change) {
      case "add" -> addRefusal(call, person, asked, done);
      case "remove", "demote" -> {
        if (role.isEmpty()) {
          yield OptionalInt.of(GroupRefusal.NOT_FOUND);
        }
        boolean maker = role.get() == GroupRole.SUPERADMIN && !person.equals(call.actor());
        yield maker ? OptionalInt.of(GroupRefusal.NOT_ALLOWED) : OptionalInt.empty();
      }
      default -> role.isEmpty() ? OptionalInt.of(GroupRefusal.NOT_FOUND) : OptionalInt.empty();
    };
  }

  /** Why somebody cannot be added; also used for those a group is made with. */
  static OptionalInt addRefusal(GroupCall call, Account person, Node asked, List<Account> before) {
    if (call.state().has(person) || before.contains(person)) {
      return OptionalInt.of(GroupRefusal.CONFLICT);
    }
    if (call.desk().blocks(person, call.actor())) {
      return OptionalInt.of(GroupRefusal.NOT_AUTHORIZED);
    }
    if (!call.desk().mayBeAdded(person, call, asked)) {
      return OptionalInt.of(GroupRefusal.FORBIDDEN);
    }
    return call.state().size() + before.size() >= GroupCall.MOST_MEMBERS
        ? OptionalInt.of(GroupRefusal.RESOURCE_LIMIT)
        : OptionalInt.empty();
  }

  /** What is said about one person; whoever does not let others add them gets an invitation. */
  static Node result(
      GroupCall call, String change, Jid asked, Optional<Account> person, OptionalInt error) {
    if (person.isEmpty()) {
      return Node.builder("participant")
          .attr("jid", asked)
          .attr("error", error.orElse(GroupRefusal.NOT_FOUND))
          .build();
    }
    NodeBuilder node = GroupNodes.named(call.group(), person.get());
    if (error.isEmpty()) {
      return node.build();
    }
    node.attr("error", error.getAsInt());
    if (change.equals("add") && error.getAsInt() == GroupRefusal.FORBIDDEN) {
      Invitation invitation =
          new Invitation(
              call.desk().groups().newCode(), call.actor(), call.desk().now().plus(INVITATION));
      call.state().invite(person.get(), invitation);
      node.children(
          Node.builder("add_request")
              .attr("code", invitation.code())
              .attr("expiration", invitation.until().getEpochSecond())
              .build());
    }
    return node.build();
  }

  private static void carryOut(GroupCall call, String change, List<Account> people) {
    if (people.isEmpty()) {
      return;
    }
    switch (change) {
      case "add" -> call.letIn(people, Optional.of(call.actor()), Optional.empty());
      case "remove" -> remove(call, people);
      case "promote" -> changeRole(call, change, people, GroupRole.ADMIN);
      default -> changeRole(call, change, people, GroupRole.MEMBER);
    }
  }

  private static void changeRole(
      GroupCall call, String change, List<Account> people, GroupRole role) {
    for (Account person : people) {
      boolean maker =
          role == GroupRole.ADMIN
              && call.state().role(person).filter(GroupRole.SUPERADMIN::equals).isPresent();
      if (!maker) {
        call.state().put(person, role);
      }
    }
    call.tellAll(
        GroupNews.about(
            change, call.group(), call.state(), people, Optional.empty(), Optional.empty()));
  }

  private static void remove(GroupCall call, List<Account> people) {
    call.takeOut(people, call.actor());
    if (!call.iq().requireChild("remove").attrIs("linked_groups", "true")) {
      return;
    }
    List<Group> linked = new ArrayList<>();
    switch (call.state().community()) {
      case Community.None _ -> {}
      case Community.Parent _ -> linked.addAll(call.desk().groups().childrenOf(call.group().jid()));
      case Community.Child(var parent, var _) -> {
        linked.addAll(call.desk().groups().childrenOf(parent));
        call.desk().groups().find(parent).ifPresent(linked::add);
      }
    }
    for (Group other : linked) {
      call.in(
          other,
          inside -> {
            inside.takeOut(people, call.actor());
            return people;
          });
    }
  }
}
