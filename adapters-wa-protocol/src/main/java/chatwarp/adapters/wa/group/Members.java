package chatwarp.adapters.wa.group;

import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.event.GroupChange;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.JoinRequest;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.model.ParticipantResult;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.StateKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who is in a group, and who wants to be (08 §1.5, §1.9). */
final class Members {
  private final StagedState state;
  private final TrustedContacts trusted;
  private final InstantSource clock;

  Members(StagedState state, TrustedContacts trusted, InstantSource clock) {
    this.state = state;
    this.trusted = trusted;
    this.clock = clock;
  }

  /** Who is to be in a new group (08 §1.1). */
  List<Node> founding(Collection<UserJid> people) {
    return people.stream()
        .map(person -> invited(person, trusted.forGroupCreation(person)))
        .toList();
  }

  List<ParticipantResult> change(
      Connection connection, GroupJid group, ParticipantAction action, List<UserJid> people) {
    String tag = action.name().toLowerCase(Locale.ROOT);
    Node order = Node.builder(tag).children(named(group, action, people)).build();
    return GroupIq.ask(
        connection,
        GroupIq.set(group, order),
        answer -> {
          Node list = answer.requireChild(tag);
          return state
              .step(step -> {
                want(step, people);
                List<ParticipantResult> results = GroupIq.results(step, list, people);
                follow(step, group, action, list);
                return results;
              })
              .result();
        });
  }

  /**
   * Members are named as the group names them: what servers make of the other form is not known.
   */
  private List<Node> named(GroupJid group, ParticipantAction action, List<UserJid> people) {
    if (action == ParticipantAction.ADD) {
      return people.stream()
          .map(person -> invited(person, trusted.forGroupAddition(person)))
          .toList();
    }
    Optional<GroupMetadata> known = state.view(step -> GroupCache.find(step, group));
    return GroupIq.participants(
        people.stream()
            .map(person ->
                known
                    .flatMap(metadata -> metadata.member(person))
                    .map(GroupParticipant::jid)
                    .orElse(person))
            .toList());
  }

  /** With the number beside a LID, and the token that lets us write to somebody who is cautious. */
  private Node invited(UserJid person, Optional<Node> token) {
    Optional<UserJid> phone =
        person.isLid()
            ? state.view(step -> {
              step.want(LidMap.keys(person));
              return LidMap.other(step, person);
            })
            : Optional.empty();
    return Node.builder("participant")
        .attr("jid", person)
        .attrJid("phone_number", phone)
        .children(token.stream().toList())
        .build();
  }

  private static void want(Step step, Collection<UserJid> people) {
    List<StateKey> keys = new ArrayList<>();
    people.forEach(person -> keys.addAll(LidMap.keys(person)));
    step.want(keys);
  }

  /** What is known of the group follows at once; the notification of it may come later. */
  private void follow(Step step, GroupJid group, ParticipantAction action, Node list) {
    List<GroupParticipant> done =
        list.children("participant").stream()
            .filter(participant -> !participant.has("error"))
            .map(GroupNode::participant)
            .toList();
    GroupCache.learn(step, done);
    GroupChange change =
        switch (action) {
          case ADD -> new GroupChange.Added(done, Optional.empty());
          case REMOVE -> new GroupChange.Removed(done);
          case PROMOTE -> new GroupChange.Promoted(done);
          case DEMOTE -> new GroupChange.Demoted(done);
        };
    GroupCache.change(
        step, group, before -> GroupEdits.apply(before, change, Optional.empty(), clock.instant()));
  }

  List<JoinRequest> joinRequests(Connection connection, GroupJid group) {
    return GroupIq.ask(
        connection,
        GroupIq.get(group, Node.of("membership_approval_requests")),
        answer ->
            answer
                .requireChild("membership_approval_requests")
                .children("membership_approval_request")
                .stream()
                .flatMap(request ->
                    GroupNode.person(request, "jid").map(who -> joinRequest(who, request)).stream())
                .toList());
  }

  private static JoinRequest joinRequest(UserJid who, Node request) {
    var seconds = request.attrLong("request_time");
    return new JoinRequest(
        who,
        seconds.isPresent()
            ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
            : Optional.empty(),
        request.attr("request_method"));
  }

  List<ParticipantResult> revokeInvites(
      Connection connection, GroupJid group, List<UserJid> people) {
    Node order = Node.builder("revoke").children(GroupIq.participants(people)).build();
    return GroupIq.ask(
        connection,
        GroupIq.set(group, order),
        answer -> results(answer.requireChild("revoke"), people));
  }

  void cancelJoinRequest(Connection connection, GroupJid group, UserJid own) {
    connection.request(
        GroupIq.set(
            group,
            Node.builder("cancel_membership_requests")
                .children(GroupIq.participants(List.of(own)))
                .build()));
  }

  private List<ParticipantResult> results(Node list, List<UserJid> people) {
    return state
        .step(step -> {
          want(step, people);
          return GroupIq.results(step, list, people);
        })
        .result();
  }

  List<ParticipantResult> answerJoinRequests(
      Connection connection, GroupJid group, boolean approve, List<UserJid> people) {
    String verdict = approve ? "approve" : "reject";
    Node order =
        Node.of(
            "membership_requests_action",
            Node.builder(verdict).children(GroupIq.participants(people)).build());
    return GroupIq.ask(
        connection,
        GroupIq.set(group, order),
        answer ->
            results(
                answer.requireChild("membership_requests_action").requireChild(verdict), people));
  }
}
