package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.group.Community;
import chatwarp.simulator.group.Description;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.GroupNodes;
import chatwarp.simulator.group.GroupRole;
import chatwarp.simulator.group.GroupSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes groups and communities (08 §1.1). */
final class GroupCreation {
  private final GroupDesk desk;

  GroupCreation(GroupDesk desk) {
    this.desk = desk;
  }

  /** The node of the new group, in which those who could not be added stand with an error. */
  Node create(Request request) {
    Node create = request.iq().requireChild("create");
    String subject = create.requireAttr("subject");
    GroupSettings.requireSubject(subject);
    Account creator = request.account();
    GroupCall.require(
        create.children("participant").size() < GroupCall.MOST_MEMBERS,
        GroupRefusal.RESOURCE_LIMIT);
    Community community = community(create, creator);
    Group group = desk.groups().create(creator, subject, desk.now());
    Node made =
        group.with(state -> {
          GroupCall call = new GroupCall(desk, request, group, state);
          state.community(community);
          settle(call, create);
          List<Node> refused = fill(call, create);
          Node node = GroupNodes.full(group, state);
          call.tellAll(
              Node.builder("create")
                  .attr("type", "new")
                  .attrText("key", create.attr("key"))
                  .children(node)
                  .build());
          List<Node> children = new ArrayList<>(node.children());
          children.addAll(refused);
          return node.toBuilder().children(children).build();
        });
    if (community instanceof Community.Parent) {
      furnish(request, group, create);
    }
    return made;
  }

  private Community community(Node create, Account creator) {
    if (create.child("parent").isPresent()) {
      return new Community.Parent(create.child("allow_non_admin_sub_group_creation").isPresent());
    }
    Optional<Node> linked = create.child("linked_parent");
    if (linked.isEmpty()) {
      return new Community.None();
    }
    Group parent =
        desk.groups()
            .find(linked.get().requireJid("jid"))
            .orElseThrow(() -> new GroupRefusal(GroupRefusal.NOT_FOUND));
    boolean allowed =
        parent.with(state ->
            state.community() instanceof Community.Parent(boolean everybody)
                && (state.isAdmin(creator) || (everybody && state.has(creator))));
    GroupCall.require(allowed, GroupRefusal.FORBIDDEN);
    return new Community.Child(parent.jid(), Community.Kind.PLAIN);
  }

  private static void settle(GroupCall call, Node create) {
    for (GroupSwitch one : GroupSwitch.values()) {
      call.state().flip(one, create.child(one.on()).isPresent());
    }
    create
        .child("description")
        .ifPresent(node -> {
          String text = node.requireChild("body").requireText();
          GroupSettings.requireDescription(text);
          call.state()
              .description(
                  Optional.of(
                      new Description(
                          node.requireAttr("id"), text, call.actor(), call.desk().now())));
        });
    create
        .child("ephemeral")
        .ifPresent(node -> call.state().ephemeralSeconds(GroupSettings.seconds(node)));
    create
        .child("member_add_mode")
        .ifPresent(node -> call.state().everybodyAdds(GroupSettings.everybodyAdds(node)));
    create
        .child("member_link_mode")
        .ifPresent(node -> call.state().everybodyInvites(GroupSettings.everybodyInvites(node)));
    create
        .child("membership_approval_mode")
        .ifPresent(node -> call.state().approval(GroupSettings.on(node)));
  }

  private static List<Node> fill(GroupCall call, Node create) {
    List<Account> let = new ArrayList<>();
    List<Node> refused = new ArrayList<>();
    for (Node asked : create.children("participant")) {
      Jid jid = asked.requireJid("jid");
      Optional<Account> person = call.desk().accounts().find(jid);
      if (person.filter(one -> one.equals(call.actor()) || let.contains(one)).isPresent()) {
        continue; // the maker is in it anyway, and nobody is in it twice
      }
      OptionalInt error =
          person.isPresent()
              ? GroupParticipants.addRefusal(call, person.get(), asked, let)
              : OptionalInt.of(GroupRefusal.NOT_FOUND);
      if (error.isEmpty()) {
        let.add(person.orElseThrow());
      } else {
        refused.add(GroupParticipants.result(call, "add", jid, person, error));
      }
    }
    let.forEach(person -> call.state().put(person, GroupRole.MEMBER));
    return refused;
  }

  /** A community comes with a group for announcements, and with one for everybody if wanted. */
  private void furnish(Request request, Group parent, Node create) {
    subGroup(request, parent, Community.Kind.ANNOUNCEMENTS);
    if (create.child("create_general_chat").isPresent()) {
      subGroup(request, parent, Community.Kind.GENERAL);
    }
  }

  private void subGroup(Request request, Group parent, Community.Kind kind) {
    GroupJid of = parent.jid();
    List<Account> members = parent.with(state -> state.members());
    String subject = parent.with(state -> state.subject().text());
    Group group = desk.groups().create(request.account(), subject, desk.now());
    group.with(state -> {
      GroupCall call = new GroupCall(desk, request, group, state);
      state.community(new Community.Child(of, kind));
      state.flip(GroupSwitch.ANNOUNCEMENT, kind == Community.Kind.ANNOUNCEMENTS);
      members.stream()
          .filter(member -> !state.has(member))
          .forEach(member -> state.put(member, GroupRole.MEMBER));
      call.tellAll(GroupNews.welcome(group, state, "new", Optional.empty()));
      return true;
    });
  }
}
