package chatwarp.adapters.wa.group;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.GroupJoin;
import java.time.Instant;
import java.util.List;

/** Links and messages that let people in (08 §1.7). */
final class Invitations {
  private final Groups groups;

  Invitations(Groups groups) {
    this.groups = groups;
  }

  String code(Connection connection, GroupJid group) {
    return GroupIq.ask(
        connection,
        GroupIq.get(group, Node.of("invite")),
        answer -> answer.requireChild("invite").requireAttr("code"));
  }

  String revoke(Connection connection, GroupJid group) {
    return GroupIq.ask(
        connection,
        GroupIq.set(group, Node.of("invite")),
        answer -> answer.requireChild("invite").requireAttr("code"));
  }

  /** Not kept: the members are usually missing. */
  GroupMetadata info(Connection connection, String code) {
    return GroupIq.ask(
        connection,
        GroupIq.get(GroupIq.SERVER, invite(code)),
        answer -> GroupNode.read(answer.requireChild("group")));
  }

  GroupJoin join(Connection connection, String code) {
    return joined(
        GroupIq.ask(
            connection,
            GroupIq.set(GroupIq.SERVER, invite(code)),
            answer ->
                answer
                    .child(GroupIq.PENDING)
                    .<GroupJoin>map(pending -> new GroupJoin.Requested(jid(pending)))
                    .orElseGet(() -> new GroupJoin.Joined(jid(answer.requireChild("group"))))));
  }

  GroupJoin join(
      Connection connection, GroupJid group, String code, Instant expiration, UserJid inviter) {
    return joined(
        GroupIq.ask(
            connection,
            GroupIq.set(group, invitation("accept", code, expiration, inviter)),
            answer ->
                answer.child(GroupIq.PENDING).isPresent()
                    ? new GroupJoin.Requested(group)
                    : new GroupJoin.Joined(group)));
  }

  /** Not kept: the members are usually missing. */
  GroupMetadata info(
      Connection connection, GroupJid group, String code, Instant expiration, UserJid inviter) {
    return GroupIq.ask(
        connection,
        GroupIq.get(group, Node.of("query", invitation("add_request", code, expiration, inviter))),
        answer -> GroupNode.read(answer.requireChild("group")));
  }

  private static Node invitation(String tag, String code, Instant expiration, UserJid inviter) {
    return Node.builder(tag)
        .attr("code", code)
        .attr("expiration", expiration.getEpochSecond())
        .attr("admin", inviter)
        .build();
  }

  /** Whatever was known of the group is of a time before. */
  private GroupJoin joined(GroupJoin join) {
    groups.forget(List.of(join.group()));
    return join;
  }

  private static Node invite(String code) {
    return Node.builder("invite").attr("code", code).build();
  }

  private static GroupJid jid(Node group) {
    return GroupNode.id(group.attr("jid").orElseGet(() -> group.requireAttr("id")));
  }
}
