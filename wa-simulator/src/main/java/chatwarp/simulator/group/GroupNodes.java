package chatwarp.simulator.group;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.simulator.account.Account;
import java.util.ArrayList;
import java.util.List;

/** How the server spells groups and their members (08 §1.2). */
public final class GroupNodes {
  private GroupNodes() {}

  /** A group with everybody in it. */
  public static Node full(Group group, GroupState state) {
    List<Node> children = new ArrayList<>();
    state.members().forEach(member -> children.add(participant(group, state, member)));
    children.addAll(settings(group, state));
    return attributes(group, state).children(children).build();
  }

  /** A group as somebody sees it who is not in it. */
  public static Node outline(Group group, GroupState state) {
    return attributes(group, state).children(settings(group, state)).build();
  }

  private static NodeBuilder attributes(Group group, GroupState state) {
    Account creator = group.creator();
    Subject subject = state.subject();
    NodeBuilder node =
        Node.builder("group")
            .attr("id", group.jid().user())
            .attr("subject", subject.text())
            .attr("s_t", subject.at().getEpochSecond())
            .attr("s_o", group.name(subject.by()))
            .attr("creation", group.createdAt().getEpochSecond())
            .attr("creator", group.name(creator))
            .attr("size", state.size())
            .attr("addressing_mode", group.mode());
    if (group.byLid()) {
      node.attr("s_o_pn", subject.by().phone()).attr("creator_pn", creator.phone());
    }
    return node;
  }

  /** Somebody with what they are in the group, under both addresses. */
  public static Node participant(Group group, GroupState state, Account member) {
    return named(group, member)
        .attrText("type", state.role(member).flatMap(GroupRole::attribute))
        .build();
  }

  /** Somebody under both addresses. */
  public static NodeBuilder named(Group group, Account member) {
    return Node.builder("participant")
        .attr("jid", group.name(member))
        .attr(group.byLid() ? "phone_number" : "lid", group.otherName(member));
  }

  private static List<Node> settings(Group group, GroupState state) {
    List<Node> children = new ArrayList<>();
    state.description().ifPresent(present -> children.add(description(group, present)));
    for (GroupSwitch one : GroupSwitch.values()) {
      if (state.is(one)) {
        children.add(Node.of(one.on()));
      }
    }
    if (state.ephemeralSeconds() > 0) {
      children.add(Node.builder("ephemeral").attr("expiration", state.ephemeralSeconds()).build());
    }
    children.add(memberAddMode(state));
    children.add(memberLinkMode(state));
    if (state.approval()) {
      children.add(approval(true));
    }
    switch (state.community()) {
      case Community.None _ -> {}
      case Community.Parent(boolean everybodyLinks) -> {
        children.add(
            Node.builder("parent")
                .attr("default_membership_approval_mode", "request_required")
                .build());
        if (everybodyLinks) {
          children.add(Node.of("allow_non_admin_sub_group_creation"));
        }
      }
      case Community.Child(var parent, Community.Kind kind) -> {
        children.add(Node.builder("linked_parent").attr("jid", parent).build());
        switch (kind) {
          case PLAIN -> {}
          case ANNOUNCEMENTS -> children.add(Node.of("default_sub_group"));
          case GENERAL -> children.add(Node.of("general_chat"));
        }
      }
    }
    return children;
  }

  private static Node description(Group group, Description description) {
    NodeBuilder node =
        Node.builder("description")
            .attr("id", description.id())
            .attr("participant", group.name(description.by()))
            .attr("t", description.at().getEpochSecond());
    if (group.byLid()) {
      node.attr("participant_pn", description.by().phone());
    }
    return node.children(body(description.text())).build();
  }

  /** The text of a description. */
  public static Node body(String text) {
    return Node.builder("body").text(text).build();
  }

  /** Who may add others. */
  public static Node memberAddMode(GroupState state) {
    return Node.builder("member_add_mode")
        .text(state.everybodyAdds() ? "all_member_add" : "admin_add")
        .build();
  }

  /** Who may see the link. */
  public static Node memberLinkMode(GroupState state) {
    return Node.builder("member_link_mode")
        .text(state.everybodyInvites() ? "all_member_link" : "admin_link")
        .build();
  }

  /** Whether an admin has to let people in. */
  public static Node approval(boolean on) {
    return Node.of(
        "membership_approval_mode",
        Node.builder("group_join").attr("state", on ? "on" : "off").build());
  }
}
