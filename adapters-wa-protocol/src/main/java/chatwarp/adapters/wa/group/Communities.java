package chatwarp.adapters.wa.group;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.port.GroupJoin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups of groups (08 §1.10). */
final class Communities {
  private static final String SUB_GROUP = "sub_group";

  private final Groups groups;

  Communities(Groups groups) {
    this.groups = groups;
  }

  /** The groups of a community, most without their members. */
  List<GroupMetadata> subGroups(Connection connection, GroupJid community) {
    return GroupIq.ask(
        connection,
        GroupIq.get(community, Node.of("sub_groups")),
        answer ->
            answer.requireChild("sub_groups").children("group").stream()
                .map(GroupNode::read)
                .toList());
  }

  List<GroupParticipant> everybody(Connection connection, GroupJid community) {
    return GroupIq.ask(
        connection,
        GroupIq.get(community, Node.of("linked_groups_participants")),
        answer ->
            answer.requireChild("linked_groups_participants").children("participant").stream()
                .map(GroupNode::participant)
                .toList());
  }

  /** Not kept: this account is not in it. */
  GroupMetadata subGroup(Connection connection, GroupJid community, GroupJid group) {
    Node query = Node.builder("query_linked").attr("type", SUB_GROUP).attr("jid", group).build();
    return GroupIq.ask(
        connection,
        GroupIq.get(community, query),
        answer -> GroupNode.read(answer.requireChild("group")));
  }

  /** Whatever was known of the group is of a time before. */
  GroupJoin join(Connection connection, GroupJid community, GroupJid group) {
    GroupJoin join =
        GroupIq.ask(
            connection,
            GroupIq.set(community, Node.builder("join_linked_group").attr("jid", group).build()),
            answer ->
                answer.child(GroupIq.PENDING).isPresent()
                    ? new GroupJoin.Requested(group)
                    : new GroupJoin.Joined(group));
    groups.forget(List.of(group));
    return join;
  }

  Map<GroupJid, Integer> link(Connection connection, GroupJid community, List<GroupJid> which) {
    Node order =
        Node.of(
            "links",
            Node.builder("link").attr("link_type", SUB_GROUP).children(named(which)).build());
    return moved(
        which,
        GroupIq.ask(
            connection,
            GroupIq.set(community, order),
            answer -> codes(answer.requireChild("links").requireChild("link"))));
  }

  Map<GroupJid, Integer> unlink(Connection connection, GroupJid community, List<GroupJid> which) {
    Node order =
        Node.builder("unlink").attr("unlink_type", SUB_GROUP).children(named(which)).build();
    return moved(
        which,
        GroupIq.ask(
            connection,
            GroupIq.set(community, order),
            answer -> codes(answer.requireChild("unlink"))));
  }

  /** The server makes the announcement group and lets members of one group into others. */
  private Map<GroupJid, Integer> moved(List<GroupJid> which, Map<GroupJid, Integer> codes) {
    groups.forget(which);
    return codes;
  }

  void deactivate(Connection connection, GroupJid community) {
    connection.request(GroupIq.set(community, Node.of("delete_parent")));
    groups.forget(List.of(community));
  }

  private static List<Node> named(List<GroupJid> which) {
    return which.stream().map(group -> Node.builder("group").attr("jid", group).build()).toList();
  }

  private static Map<GroupJid, Integer> codes(Node list) {
    Map<GroupJid, Integer> codes = new LinkedHashMap<>();
    for (Node group : list.children("group")) {
      codes.put(GroupNode.id(group.requireAttr("jid")), GroupIq.code(group));
    }
    return codes;
  }
}
