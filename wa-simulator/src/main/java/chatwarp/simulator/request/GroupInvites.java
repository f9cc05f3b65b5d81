package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.GroupNodes;
import chatwarp.simulator.group.Invitation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The link of a group, and invitations to one person (08 §1.7). */
final class GroupInvites {
  private final GroupDesk desk;

  GroupInvites(GroupDesk desk) {
    this.desk = desk;
  }

  static Node show(GroupCall call) {
    call.requireMember();
    GroupCall.require(
        call.state().isAdmin(call.actor()) || call.state().everybodyInvites(),
        GroupRefusal.NOT_AUTHORIZED);
    return code(call);
  }

  static Node renew(GroupCall call) {
    call.requireMember();
    GroupCall.require(call.state().isAdmin(call.actor()), GroupRefusal.NOT_AUTHORIZED);
    call.state().inviteCode(call.desk().groups().newCode());
    call.tellAll(code(call));
    return code(call);
  }

  private static Node code(GroupCall call) {
    return Node.builder("invite").attr("code", call.state().inviteCode()).build();
  }

  /** What a link leads to. */
  Node lookUp(Request request) {
    Group group = behind(request);
    return group.with(state -> GroupNodes.outline(group, state));
  }

  /** Goes where a link leads. */
  Node join(Request request) {
    Group group = behind(request);
    return group.with(state -> {
      GroupCall call = new GroupCall(desk, request, group, state);
      return GroupJoining.enter(call, "invite", "invite_link");
    });
  }

  private Group behind(Request request) {
    String code = request.iq().requireChild("invite").requireAttr("code");
    return desk.groups()
        .byCode(code)
        .orElseThrow(() ->
            new GroupRefusal(
                desk.groups().isRevoked(code) ? GroupRefusal.GONE : GroupRefusal.NOT_ACCEPTABLE));
  }

  /** What an invitation leads to. */
  static Node describe(GroupCall call, Node named) {
    requireInvited(call, named);
    return GroupNodes.outline(call.group(), call.state());
  }

  /** Follows an invitation; an admin has agreed already by sending it. */
  static List<Node> accept(GroupCall call) {
    GroupCall.require(!call.state().has(call.actor()), GroupRefusal.CONFLICT);
    requireInvited(call, call.iq().requireChild("accept"));
    GroupCall.require(call.state().size() < GroupCall.MOST_MEMBERS, GroupRefusal.RESOURCE_LIMIT);
    call.letIn(List.of(call.actor()), Optional.of(call.actor()), Optional.of("invite"));
    return List.of(Node.builder("group").attr("jid", call.group().jid()).build());
  }

  private static void requireInvited(GroupCall call, Node named) {
    Optional<Invitation> invitation = call.state().invitation(call.actor());
    boolean known =
        invitation
            .filter(one -> named.attrIs("code", one.code()))
            .filter(one ->
                named
                    .attrJid("admin")
                    .flatMap(call.desk().accounts()::find)
                    .filter(one.admin()::equals)
                    .isPresent())
            .isPresent();
    GroupCall.require(known, GroupRefusal.NOT_ACCEPTABLE);
    GroupCall.require(
        invitation.filter(one -> call.desk().now().isBefore(one.until())).isPresent(),
        GroupRefusal.GONE);
  }

  /** Takes invitations back, with a result for each person. */
  static Node revoke(GroupCall call) {
    call.requireAdmin();
    List<Node> results = new ArrayList<>();
    for (Node asked : call.iq().requireChild("revoke").children("participant")) {
      Jid jid = asked.requireJid("jid");
      Optional<Account> person =
          call.desk().accounts().find(jid).filter(one -> call.state().disinvite(one));
      results.add(
          person
              .map(one -> GroupNodes.named(call.group(), one).build())
              .orElseGet(() ->
                  Node.builder("participant")
                      .attr("jid", jid)
                      .attr("error", GroupRefusal.NOT_FOUND)
                      .build()));
    }
    return Node.builder("revoke").children(results).build();
  }
}
