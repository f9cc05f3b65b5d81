package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.group.GroupNodes;
import chatwarp.simulator.group.JoinRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** People who ask to be let in, and admins who decide (08 §1.9). */
final class GroupJoining {
  private GroupJoining() {}

  /**
   * Lets the actor in, or notes that they ask when an admin has to agree.
   *
   * @return what the answer says: the group, or that it waits for an admin
   */
  static Node enter(GroupCall call, String reason, String method) {
    Account actor = call.actor();
    GroupCall.require(!call.state().has(actor), GroupRefusal.CONFLICT);
    GroupCall.require(call.state().size() < GroupCall.MOST_MEMBERS, GroupRefusal.RESOURCE_LIMIT);
    if (!call.state().approval()) {
      call.letIn(List.of(actor), Optional.of(actor), Optional.of(reason));
      return Node.builder("group").attr("jid", call.group().jid()).build();
    }
    if (call.state().request(actor, new JoinRequest(call.desk().now(), method))) {
      call.tellAdmins(
          Optional.of(actor),
          Node.builder("created_membership_requests")
              .attr("request_method", method)
              .children(
                  Node.builder("requested_user")
                      .attr("jid", call.group().name(actor))
                      .attr(
                          call.group().byLid() ? "phone_number" : "lid",
                          call.group().otherName(actor))
                      .build())
              .build());
    }
    return Node.builder("membership_approval_request").attr("jid", call.group().jid()).build();
  }

  static Node list(GroupCall call) {
    call.requireAdmin();
    List<Node> all = new ArrayList<>();
    call.state()
        .requests()
        .forEach((person, request) ->
            all.add(
                Node.builder("membership_approval_request")
                    .attr("jid", call.group().name(person))
                    .attr(
                        call.group().byLid() ? "phone_number" : "lid",
                        call.group().otherName(person))
                    .attr("request_time", request.at().getEpochSecond())
                    .attr("request_method", request.method())
                    .build()));
    return Node.builder("membership_approval_requests").children(all).build();
  }

  static Node decide(GroupCall call) {
    call.requireAdmin();
    Node decision =
        call.iq()
            .requireChild("membership_requests_action")
            .firstChild()
            .filter(node -> node.is("approve") || node.is("reject"))
            .orElseThrow(() -> new GroupRefusal(GroupRefusal.BAD_REQUEST));
    List<Account> settled = new ArrayList<>();
    List<Node> results = new ArrayList<>();
    for (Node asked : decision.children("participant")) {
      Jid jid = asked.requireJid("jid");
      Optional<Account> person =
          call.desk().accounts().find(jid).filter(one -> call.state().settle(one));
      person.ifPresent(settled::add);
      results.add(
          person
              .map(one -> GroupNodes.named(call.group(), one).build())
              .orElseGet(() ->
                  Node.builder("participant")
                      .attr("jid", jid)
                      .attr("error", GroupRefusal.NOT_FOUND)
                      .build()));
    }
    if (decision.is("approve")) {
      call.letIn(settled, Optional.of(call.actor()), Optional.of("invite"));
    } else if (!settled.isEmpty()) {
      call.tellAdmins(Optional.of(call.actor()), revoked(call, settled));
      call.tell(settled, Optional.of(call.actor()), revoked(call, settled));
    }
    return Node.of(
        "membership_requests_action", Node.builder(decision.tag()).children(results).build());
  }

  static List<Node> withdraw(GroupCall call) {
    GroupCall.require(call.state().settle(call.actor()), GroupRefusal.NOT_FOUND);
    call.tellAdmins(Optional.of(call.actor()), revoked(call, List.of(call.actor())));
    return List.of();
  }

  private static Node revoked(GroupCall call, List<Account> people) {
    return Node.builder("revoked_membership_requests")
        .children(people.stream().map(one -> GroupNodes.named(call.group(), one).build()).toList())
        .build();
  }
}
