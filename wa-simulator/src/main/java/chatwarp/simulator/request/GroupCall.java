package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.group.Community;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.GroupNodes;
import chatwarp.simulator.group.GroupRole;
import chatwarp.simulator.group.GroupState;
import chatwarp.simulator.group.GroupSwitch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** One request about one group, which stands still meanwhile. */
record GroupCall(GroupDesk desk, Request request, Group group, GroupState state) {
  /** How many people a group holds at most. */
  static final int MOST_MEMBERS = 1024;

  /** The same request, carried on in another group. */
  <T> T in(Group other, Function<GroupCall, T> action) {
    return other.with(inside -> action.apply(new GroupCall(desk, request, other, inside)));
  }

  Exchange exchange() {
    return request.exchange();
  }

  /** Who asks. */
  Account actor() {
    return request.account();
  }

  Node iq() {
    return request.iq();
  }

  void requireMember() {
    require(state.has(actor()), GroupRefusal.FORBIDDEN);
  }

  void requireAdmin() {
    require(state.isAdmin(actor()), GroupRefusal.FORBIDDEN);
  }

  /** Members may change what a group looks like unless it is locked. */
  void requireEditor() {
    requireMember();
    require(!state.is(GroupSwitch.LOCKED) || state.isAdmin(actor()), GroupRefusal.FORBIDDEN);
  }

  static void require(boolean holds, int otherwise) {
    if (!holds) {
      throw new GroupRefusal(otherwise);
    }
  }

  /** Tells everybody in it. */
  void tellAll(Node change) {
    tell(state.members(), Optional.of(actor()), change);
  }

  void tellAdmins(Optional<Account> by, Node change) {
    tell(members(state::isAdmin), by, change);
  }

  void tell(Collection<Account> people, Optional<Account> by, Node change) {
    desk.news().tell(exchange(), group, people, by, change);
  }

  private List<Account> members(Predicate<Account> wanted) {
    return state.members().stream().filter(wanted).toList();
  }

  /**
   * Lets people in who are not in it: members hear of them, they hear of the group.
   *
   * @param by who let them in
   * @param reason how they came, if not by being added
   */
  void letIn(List<Account> people, Optional<Account> by, Optional<String> reason) {
    if (people.isEmpty()) {
      return;
    }
    List<Account> before = state.members();
    people.forEach(person -> state.put(person, GroupRole.MEMBER));
    Optional<String> version = Optional.of(desk.news().version());
    tell(before, by, GroupNews.about("add", group, state, people, reason, version));
    tell(people, by, GroupNews.welcome(group, state, "existing", reason));
    followCommunity(people);
  }

  /** Whoever is in one of its groups is in the community and hears its announcements. */
  private void followCommunity(List<Account> people) {
    List<Group> also = new ArrayList<>();
    switch (state.community()) {
      case Community.None _ -> {}
      case Community.Parent _ -> also.addAll(announcements(group.jid()));
      case Community.Child(var parent, var _) -> {
        desk.groups().find(parent).ifPresent(also::add);
        also.addAll(announcements(parent));
      }
    }
    for (Group other : also) {
      in(
          other,
          call -> {
            List<Account> missing = people.stream().filter(one -> !call.state().has(one)).toList();
            List<Account> before = call.state().members();
            missing.forEach(one -> call.state().put(one, GroupRole.MEMBER));
            if (!missing.isEmpty()) {
              Optional<String> reason = Optional.of("linked_group_join");
              call.tell(
                  before,
                  Optional.of(actor()),
                  GroupNews.about("add", other, call.state(), missing, reason, Optional.empty()));
              call.tell(
                  missing,
                  Optional.of(actor()),
                  GroupNews.welcome(other, call.state(), "existing", reason));
            }
            return missing;
          });
    }
  }

  private List<Group> announcements(GroupJid community) {
    return desk.groups().childrenOf(community).stream()
        .filter(child -> child.with(CommunityRequests::isAnnouncements))
        .toList();
  }

  /**
   * Takes people out; they and everybody else are told. A group never stays without an admin.
   *
   * @param by who took them out; the person themselves when they left
   */
  void takeOut(List<Account> people, Account by) {
    List<Account> present = people.stream().filter(state::has).toList();
    if (present.isEmpty()) {
      return;
    }
    List<Account> before = state.members();
    Node change =
        Node.builder("remove")
            .attr("v_id", desk.news().version())
            .children(present.stream().map(one -> GroupNodes.named(group, one).build()).toList())
            .build();
    present.forEach(state::remove);
    tell(before, Optional.of(by), change);
    state
        .heir()
        .ifPresent(heir -> {
          state.put(heir, GroupRole.ADMIN);
          tell(
              state.members(),
              Optional.empty(),
              GroupNews.about(
                  "promote", group, state, List.of(heir), Optional.empty(), Optional.empty()));
        });
    if (state.size() == 0) {
      desk.groups().delete(group);
    }
  }
}
