package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.exchange.Answer;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.GroupNodes;
import chatwarp.simulator.group.GroupSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything about groups (08 §1). A request that is not allowed is refused with the number the
 * real server uses; what nobody knows is left to the switchboard.
 */
final class GroupRequests implements Topic {
  private final GroupDesk desk;
  private final GroupCreation creation;
  private final GroupInvites invites;

  GroupRequests(GroupDesk desk) {
    this.desk = desk;
    creation = new GroupCreation(desk);
    invites = new GroupInvites(desk);
  }

  @Override
  public Optional<Answer> answer(Request request) {
    try {
      return desk.groups().exclusively(() -> answerAlone(request));
    } catch (GroupRefusal e) {
      return request.error(e.code(), e.text());
    }
  }

  private Optional<Answer> answerAlone(Request request) {
    Jid to = request.iq().requireJid("to");
    if (!(to instanceof GroupJid)) {
      return request.isSet() ? changeAny(request) : tellAny(request);
    }
    Group group =
        desk.groups().find(to).orElseThrow(() -> new GroupRefusal(GroupRefusal.NOT_FOUND));
    Optional<List<Node>> children =
        group.with(state -> {
          GroupCall call = new GroupCall(desk, request, group, state);
          return request.isSet() ? change(call, request) : tell(call, request);
        });
    return children.flatMap(all -> request.result(all.toArray(Node[]::new)));
  }

  private Optional<Answer> changeAny(Request request) {
    return switch (request.subject()) {
      case "create" -> request.result(creation.create(request));
      case "leave" -> request.result(leave(request));
      case "invite" -> request.result(invites.join(request));
      default -> Optional.empty();
    };
  }

  private Optional<Answer> tellAny(Request request) {
    return switch (request.subject()) {
      case "participating" -> request.result(participating(request.account()));
      case "invite" -> request.result(invites.lookUp(request));
      case "query" -> request.result(batch(request));
      default -> Optional.empty();
    };
  }

  /** What is asked about one group; empty for a question nobody knows. */
  private static Optional<List<Node>> tell(GroupCall call, Request request) {
    return switch (request.subject()) {
      case "query" -> Optional.of(List.of(query(call)));
      case "invite" -> Optional.of(List.of(GroupInvites.show(call)));
      case "membership_approval_requests" -> Optional.of(List.of(GroupJoining.list(call)));
      case "sub_groups" -> Optional.of(List.of(CommunityRequests.subGroups(call)));
      case "linked_groups_participants" -> Optional.of(List.of(CommunityRequests.everybody(call)));
      case "query_linked" -> Optional.of(List.of(CommunityRequests.queryLinked(call)));
      default -> Optional.empty();
    };
  }

  /** What is to change in one group; empty for a change nobody knows. */
  private static Optional<List<Node>> change(GroupCall call, Request request) {
    String subject = request.subject();
    return switch (subject) {
      case "add", "remove", "promote", "demote" ->
          Optional.of(List.of(GroupParticipants.change(call, subject)));
      case "invite" -> Optional.of(List.of(GroupInvites.renew(call)));
      case "accept" -> Optional.of(GroupInvites.accept(call));
      case "revoke" -> Optional.of(List.of(GroupInvites.revoke(call)));
      case "membership_requests_action" -> Optional.of(List.of(GroupJoining.decide(call)));
      case "cancel_membership_requests" -> Optional.of(GroupJoining.withdraw(call));
      case "links" -> Optional.of(List.of(CommunityRequests.link(call)));
      case "unlink" -> Optional.of(List.of(CommunityRequests.unlink(call)));
      case "join_linked_group" -> Optional.of(CommunityRequests.join(call));
      case "delete_parent" -> Optional.of(CommunityRequests.dissolve(call));
      case "ack" -> Optional.of(List.of());
      default ->
          GroupSwitch.moved(subject).isPresent() || GroupSettings.KNOWN.contains(subject)
              ? Optional.of(GroupSettings.change(call, subject))
              : Optional.empty();
    };
  }

  private static Node query(GroupCall call) {
    Optional<Node> invitation = call.iq().requireChild("query").child("add_request");
    if (invitation.isPresent()) {
      return GroupInvites.describe(call, invitation.get());
    }
    call.requireMember();
    return GroupNodes.full(call.group(), call.state());
  }

  private Node participating(Account account) {
    List<Node> all = new ArrayList<>();
    for (Group group : desk.groups().of(account)) {
      all.add(group.with(state -> GroupNodes.full(group, state)));
    }
    return Node.builder("groups").children(all).build();
  }

  private Node batch(Request request) {
    List<Node> all = new ArrayList<>();
    for (Node asked : request.iq().requireChild("query").children("group")) {
      Jid jid = asked.requireJid("jid");
      all.add(
          desk.groups()
              .find(jid)
              .map(group ->
                  group.with(state ->
                      state.has(request.account())
                          ? GroupNodes.full(group, state)
                          : refused(jid, GroupRefusal.FORBIDDEN)))
              .orElseGet(() -> refused(jid, GroupRefusal.NOT_FOUND)));
    }
    return Node.builder("groups").children(all).build();
  }

  private static Node refused(Jid group, int error) {
    return Node.builder("group").attr("id", group).attr("error", error).build();
  }

  private Node leave(Request request) {
    List<Node> left = new ArrayList<>();
    for (Node asked : request.iq().requireChild("leave").children()) {
      Jid jid = asked.requireJid("id");
      Group group =
          desk.groups().find(jid).orElseThrow(() -> new GroupRefusal(GroupRefusal.NOT_FOUND));
      leave(request, group);
      left.add(Node.builder(asked.tag()).attr("id", jid).build());
    }
    return Node.builder("leave").children(left).build();
  }

  /** Whoever leaves a community leaves its groups too. */
  private void leave(Request request, Group group) {
    boolean parent =
        group.with(state -> {
          GroupCall call = new GroupCall(desk, request, group, state);
          call.requireMember();
          call.takeOut(List.of(request.account()), request.account());
          return state.isParent();
        });
    if (parent) {
      desk.groups().childrenOf(group.jid()).stream()
          .filter(child -> child.with(state -> state.has(request.account())))
          .forEach(child -> leave(request, child));
    }
  }
}
