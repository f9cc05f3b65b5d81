package chatwarp.adapters.wa.group;

import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.event.GroupChange;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.JoinRequest;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.model.ParticipantResult;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.GroupJoin;
import chatwarp.domain.port.GroupSession;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Everything one can ask of groups. What is known of a group follows its own requests at once; what
 * the application hears of comes with the server's notifications, ours included.
 */
public final class GroupRequests implements GroupSession {
  /** The description is not the one that we say it is. */
  private static final int CONFLICT = 409;

  private final StagedState state;
  private final Groups groups;
  private final Members members;
  private final Invitations invitations;
  private final Communities communities;
  private final Supplier<Connection> connection;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * @param connection the open connection, or a {@link SessionException.NotConnected}
   * @param clock the server's time
   */
  public GroupRequests(
      StagedState state,
      Groups groups,
      TrustedContacts trusted,
      Supplier<Connection> connection,
      InstantSource clock,
      RandomGenerator random) {
    this.state = state;
    this.groups = groups;
    this.members = new Members(state, trusted, clock);
    this.invitations = new Invitations(groups);
    this.communities = new Communities(groups);
    this.connection = connection;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public GroupMetadata create(GroupDraft draft) {
    NodeBuilder create =
        Node.builder("create").attr("subject", draft.subject()).attr("key", freshId());
    List<Node> children = new ArrayList<>(members.founding(draft.participants()));
    draft.description().ifPresent(text -> children.add(describing(text).build()));
    if (draft.locked()) {
      children.add(Node.of("locked"));
    }
    if (draft.announce()) {
      children.add(Node.of("announcement"));
    }
    draft.disappearing().ifPresent(timer -> children.add(ephemeral(timer)));
    if (draft.community()) {
      children.add(
          Node.builder("parent")
              .attr("default_membership_approval_mode", "request_required")
              .build());
    }
    draft
        .parent()
        .ifPresent(
            parent -> children.add(Node.builder("linked_parent").attr("jid", parent).build()));
    GroupMetadata made =
        GroupIq.ask(
            connection.get(),
            GroupIq.set(GroupIq.SERVER, create.children(children).build()),
            answer -> GroupNode.read(answer.requireChild("group")));
    groups.keep(List.of(made));
    return made;
  }

  @Override
  public GroupMetadata metadata(GroupJid group) {
    return groups.of(connection.get(), group);
  }

  @Override
  public List<GroupMetadata> all() {
    return groups.all(connection.get());
  }

  @Override
  public List<ParticipantResult> change(
      GroupJid group, ParticipantAction action, List<UserJid> people) {
    return members.change(connection.get(), group, action, people);
  }

  @Override
  public void subject(GroupJid group, String subject) {
    order(group, Node.builder("subject").text(subject).build());
    follow(group, new GroupChange.Subject(subject));
  }

  @Override
  public void description(GroupJid group, Optional<String> text) {
    Connection now = connection.get();
    try {
      describe(now, groups.of(now, group), text);
    } catch (SessionException.Refused e) {
      if (e.code() != CONFLICT) {
        throw e;
      }
      // Somebody was faster: once more, on top of theirs.
      describe(now, groups.renew(now, group), text);
    }
  }

  private void describe(Connection now, GroupMetadata group, Optional<String> text) {
    Optional<String> before =
        group.description().map(GroupDescription::id).filter(id -> !id.isEmpty());
    Node description =
        text.map(this::describing)
            .orElseGet(() -> Node.builder("description").attr("delete", "true"))
            .attrText("prev", before)
            .build();
    now.request(GroupIq.set(group.id(), description));
    follow(
        group.id(),
        new GroupChange.Description(
            text.map(body ->
                new GroupDescription(
                    description.requireAttr("id"), body, own(), Optional.of(clock.instant())))));
  }

  private NodeBuilder describing(String text) {
    return Node.builder("description")
        .attr("id", freshId())
        .children(Node.builder("body").text(text).build());
  }

  @Override
  public void setting(GroupJid group, GroupSetting setting) {
    order(
        group,
        switch (setting) {
          case ANNOUNCEMENT -> Node.of("announcement");
          case NOT_ANNOUNCEMENT -> Node.of("not_announcement");
          case LOCKED -> Node.of("locked");
          case UNLOCKED -> Node.of("unlocked");
          case ALL_MEMBER_ADD -> Node.builder("member_add_mode").text("all_member_add").build();
          case ADMIN_ADD -> Node.builder("member_add_mode").text("admin_add").build();
          case JOIN_APPROVAL_ON -> approval("on");
          case JOIN_APPROVAL_OFF -> approval("off");
        });
    follow(group, new GroupChange.Setting(setting));
  }

  private static Node approval(String state) {
    return Node.of(
        "membership_approval_mode", Node.builder("group_join").attr("state", state).build());
  }

  @Override
  public void disappearing(GroupJid group, Optional<Duration> timer) {
    order(group, timer.map(GroupRequests::ephemeral).orElseGet(() -> Node.of("not_ephemeral")));
    follow(group, new GroupChange.Disappearing(timer));
  }

  private static Node ephemeral(Duration timer) {
    return Node.builder("ephemeral").attr("expiration", timer.toSeconds()).build();
  }

  @Override
  public String inviteCode(GroupJid group) {
    return invitations.code(connection.get(), group);
  }

  @Override
  public String revokeInvite(GroupJid group) {
    return invitations.revoke(connection.get(), group);
  }

  @Override
  public GroupMetadata inviteInfo(String code) {
    return invitations.info(connection.get(), code);
  }

  @Override
  public GroupJoin join(String code) {
    return invitations.join(connection.get(), code);
  }

  @Override
  public GroupJoin join(GroupJid group, String code, Instant expiration, UserJid inviter) {
    return invitations.join(connection.get(), group, code, expiration, inviter);
  }

  @Override
  public GroupMetadata inviteInfo(
      GroupJid group, String code, Instant expiration, UserJid inviter) {
    return invitations.info(connection.get(), group, code, expiration, inviter);
  }

  @Override
  public List<ParticipantResult> revokeInvites(GroupJid group, List<UserJid> people) {
    return members.revokeInvites(connection.get(), group, people);
  }

  @Override
  public void leave(List<GroupJid> which) {
    List<Node> named =
        which.stream().map(group -> Node.builder("group").attr("id", group).build()).toList();
    order(GroupIq.set(GroupIq.SERVER, Node.builder("leave").children(named).build()));
    groups.forget(which);
  }

  @Override
  public List<JoinRequest> joinRequests(GroupJid group) {
    return members.joinRequests(connection.get(), group);
  }

  @Override
  public List<ParticipantResult> answerJoinRequests(
      GroupJid group, boolean approve, List<UserJid> people) {
    return members.answerJoinRequests(connection.get(), group, approve, people);
  }

  @Override
  public void cancelJoinRequest(GroupJid group) {
    UserJid self = own().orElseThrow(SessionException.NotConnected::new);
    members.cancelJoinRequest(connection.get(), group, self);
  }

  @Override
  public List<GroupParticipant> everybody(GroupJid community) {
    return communities.everybody(connection.get(), community);
  }

  @Override
  public GroupMetadata subGroup(GroupJid community, GroupJid group) {
    return communities.subGroup(connection.get(), community, group);
  }

  @Override
  public GroupJoin joinSubGroup(GroupJid community, GroupJid group) {
    return communities.join(connection.get(), community, group);
  }

  @Override
  public List<GroupMetadata> subGroups(GroupJid community) {
    return communities.subGroups(connection.get(), community);
  }

  @Override
  public Map<GroupJid, Integer> link(GroupJid community, List<GroupJid> which) {
    return communities.link(connection.get(), community, which);
  }

  @Override
  public Map<GroupJid, Integer> unlink(GroupJid community, List<GroupJid> which) {
    return communities.unlink(connection.get(), community, which);
  }

  @Override
  public void deactivate(GroupJid community) {
    communities.deactivate(connection.get(), community);
  }

  private void order(GroupJid group, Node what) {
    order(GroupIq.set(group, what));
  }

  private void order(NodeBuilder iq) {
    connection.get().request(iq);
  }

  private void follow(GroupJid group, GroupChange change) {
    Optional<UserJid> author = own();
    state.step(step -> {
      GroupCache.change(
          step, group, before -> GroupEdits.apply(before, change, author, clock.instant()));
      return change;
    });
  }

  private Optional<UserJid> own() {
    return state.auth().flatMap(auth -> auth.metadata().device()).map(DeviceJid::owner);
  }

  /** A name for something new, in the manner of message ids. */
  private String freshId() {
    byte[] id = new byte[8];
    random.nextBytes(id);
    return "3EB0" + HexFormat.of().withUpperCase().formatHex(id);
  }
}
