package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.group.Community;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.GroupNodes;
import chatwarp.simulator.group.GroupState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Communities: groups that belong together (08 §1.10). */
final class CommunityRequests {
  /** How many groups a community holds at most. */
  private static final int MOST_GROUPS = 100;

  private CommunityRequests() {}

  static boolean isAnnouncements(GroupState state) {
    return state.community() instanceof Community.Child child
        && child.kind() == Community.Kind.ANNOUNCEMENTS;
  }

  private static void requireCommunity(GroupCall call) {
    GroupCall.require(call.state().isParent(), GroupRefusal.NOT_ACCEPTABLE);
  }

  private static List<Group> children(GroupCall call) {
    return call.desk().groups().childrenOf(call.group().jid());
  }

  /** Adds groups, with a result for each; the actor must lead both. */
  static Node link(GroupCall call) {
    requireCommunity(call);
    boolean open = call.state().community() instanceof Community.Parent(boolean all) && all;
    if (open) {
      call.requireMember();
    } else {
      call.requireAdmin();
    }
    List<Node> results = new ArrayList<>();
    for (Node asked : named(call.iq().requireChild("links").requireChild("link"))) {
      Jid jid = asked.requireJid("jid");
      Optional<Group> group = call.desk().groups().find(jid);
      int error = group.map(one -> linkRefusal(call, one)).orElse(GroupRefusal.NOT_FOUND);
      if (error == 0) {
        linkOne(call, group.orElseThrow());
      }
      results.add(result(jid, error));
    }
    return Node.of(
        "links", Node.builder("link").attr("link_type", "sub_group").children(results).build());
  }

  private static List<Node> named(Node parent) {
    return parent.children("group");
  }

  private static Node result(Jid group, int error) {
    NodeBuilder node = Node.builder("group").attr("jid", group);
    return error == 0 ? node.build() : node.attr("error", error).build();
  }

  private static int linkRefusal(GroupCall call, Group group) {
    if (!group.with(state -> state.isAdmin(call.actor()))) {
      return GroupRefusal.FORBIDDEN;
    }
    if (!group.with(state -> state.community() instanceof Community.None)) {
      return GroupRefusal.CONFLICT;
    }
    return children(call).size() >= MOST_GROUPS ? GroupRefusal.NOT_ACCEPTABLE : 0;
  }

  private static void linkOne(GroupCall call, Group group) {
    GroupJid parent = call.group().jid();
    call.in(
        group,
        inside -> {
          inside.state().community(new Community.Child(parent, Community.Kind.PLAIN));
          inside.tellAll(news("link", "link_type", "parent_group", call.group(), Optional.empty()));
          return true;
        });
    call.tellAll(news("link", "link_type", "sub_group", group, Optional.empty()));
    List<Account> newcomers =
        group.with(GroupState::members).stream().filter(one -> !call.state().has(one)).toList();
    call.letIn(newcomers, Optional.of(call.actor()), Optional.of("linked_group_join"));
  }

  /** Lets groups go, with a result for each. */
  static Node unlink(GroupCall call) {
    requireCommunity(call);
    call.requireAdmin();
    Node unlink = call.iq().requireChild("unlink");
    List<Node> results = new ArrayList<>();
    for (Node asked : named(unlink)) {
      Jid jid = asked.requireJid("jid");
      Optional<Group> child =
          children(call).stream().filter(one -> one.jid().equals(jid)).findFirst();
      child.ifPresent(one -> unlinkOne(call, one, "unlink_group"));
      if (child.isPresent() && unlink.attrIs("remove_orphaned_members", "true")) {
        removeOrphans(call, child.get());
      }
      results.add(result(jid, child.isPresent() ? 0 : GroupRefusal.NOT_FOUND));
    }
    return Node.builder("unlink").attr("unlink_type", "sub_group").children(results).build();
  }

  private static void unlinkOne(GroupCall call, Group group, String reason) {
    call.in(
        group,
        inside -> {
          inside.state().community(new Community.None());
          inside.tellAll(
              news("unlink", "unlink_type", "parent_group", call.group(), Optional.of(reason)));
          return true;
        });
    call.tellAll(news("unlink", "unlink_type", "sub_group", group, Optional.of(reason)));
  }

  /** Whoever was in the community only through the group that has gone. */
  private static void removeOrphans(GroupCall call, Group gone) {
    Set<Account> elsewhere = new LinkedHashSet<>();
    children(call).stream()
        .filter(one -> !one.with(CommunityRequests::isAnnouncements))
        .forEach(one -> elsewhere.addAll(one.with(GroupState::members)));
    List<Account> orphans =
        gone.with(GroupState::members).stream()
            .filter(one -> !elsewhere.contains(one) && !call.state().isAdmin(one))
            .toList();
    call.takeOut(orphans, call.actor());
    children(call).stream()
        .filter(one -> one.with(CommunityRequests::isAnnouncements))
        .forEach(one ->
            call.in(
                one,
                inside -> {
                  inside.takeOut(orphans, call.actor());
                  return true;
                }));
  }

  private static Node news(
      String tag, String typeName, String type, Group other, Optional<String> reason) {
    Node about =
        other.with(state -> {
          NodeBuilder node =
              Node.builder("group")
                  .attr("jid", other.jid())
                  .attr("id", other.jid().user())
                  .attr("subject", state.subject().text())
                  .attr("s_t", state.subject().at().getEpochSecond());
          return isAnnouncements(state)
              ? node.children(Node.of("default_sub_group")).build()
              : node.build();
        });
    return Node.builder(tag)
        .attr(typeName, type)
        .attrText("unlink_reason", reason)
        .children(about)
        .build();
  }

  static Node subGroups(GroupCall call) {
    requireCommunity(call);
    call.requireMember();
    List<Node> all = new ArrayList<>();
    for (Group child : children(call)) {
      all.add(child.with(state -> GroupNodes.outline(child, state)));
    }
    return Node.builder("sub_groups").children(all).build();
  }

  static Node everybody(GroupCall call) {
    requireCommunity(call);
    call.requireMember();
    Set<Account> people = new LinkedHashSet<>(call.state().members());
    children(call).forEach(child -> people.addAll(child.with(GroupState::members)));
    return Node.builder("linked_groups_participants")
        .children(people.stream().map(one -> GroupNodes.named(call.group(), one).build()).toList())
        .build();
  }

  static Node queryLinked(GroupCall call) {
    Group child = child(call, "query_linked");
    return child.with(state -> GroupNodes.full(child, state));
  }

  /** Whoever is in the community may go into its groups, or ask to. */
  static List<Node> join(GroupCall call) {
    Group child = child(call, "join_linked_group");
    return call.in(
        child,
        inside -> List.of(GroupJoining.enter(inside, "linked_group_join", "linked_group_join")));
  }

  private static Group child(GroupCall call, String subject) {
    requireCommunity(call);
    call.requireMember();
    Jid jid = call.iq().requireChild(subject).requireJid("jid");
    return children(call).stream()
        .filter(one -> one.jid().equals(jid))
        .findFirst()
        .orElseThrow(() -> new GroupRefusal(GroupRefusal.NOT_FOUND));
  }

  /** Ends the community; its groups go on without it, the one for announcements does not. */
  static List<Node> dissolve(GroupCall call) {
    requireCommunity(call);
    call.requireAdmin();
    for (Group child : children(call)) {
      if (child.with(CommunityRequests::isAnnouncements)) {
        delete(call, child);
      } else {
        unlinkOne(call, child, "delete_parent");
      }
    }
    delete(call, call.group());
    return List.of();
  }

  private static void delete(GroupCall call, Group group) {
    call.in(
        group,
        inside -> {
          inside.tellAll(Node.builder("delete").attr("reason", "delete_parent").build());
          return true;
        });
    call.desk().groups().delete(group);
  }
}
