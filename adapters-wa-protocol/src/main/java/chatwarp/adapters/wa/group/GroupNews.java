package chatwarp.adapters.wa.group;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.domain.event.GroupChange;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server tells about groups (08 §2): what is known of them follows, and the application
 * hears of it. Works within steps and asks nothing.
 */
public final class GroupNews {
  private static final Logger LOG = LoggerFactory.getLogger(GroupNews.class);

  private final InstantSource clock;

  /**
   * @param clock the server's time
   */
  public GroupNews(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Applies a {@code w:gp2} notification, every change in it.
   *
   * @throws NodeException when a change lacks what it is about
   */
  public void apply(Step step, Node notification) {
    if (!(notification.requireJid("from") instanceof GroupJid group)) {
      LOG.warn("a group notification comes from no group");
      return;
    }
    Optional<UserJid> author = GroupNode.person(notification, "participant");
    GroupNode.person(notification, "participant_pn")
        .ifPresent(phone -> author.ifPresent(known -> LidMap.learn(step, known, phone)));
    var seconds = notification.attrLong("t");
    Instant at = seconds.isPresent() ? Instant.ofEpochSecond(seconds.getAsLong()) : clock.instant();
    for (Node child : notification.children()) {
      Optional<GroupChange> change = read(child, author, at);
      if (change.isEmpty()) {
        LOG.debug("nothing to do for {}", child);
        continue;
      }
      GroupCache.learn(step, people(change.get()));
      keep(step, group, change.get(), author, at);
      step.fact(new SessionFact.GroupChanged(group, author, at, change.get()));
    }
  }

  private static Optional<GroupChange> read(Node child, Optional<UserJid> author, Instant at) {
    return switch (child.tag()) {
      case "create" ->
          Optional.of(new GroupChange.Created(GroupNode.read(child.requireChild("group"))));
      case "add" -> Optional.of(new GroupChange.Added(participants(child), child.attr("reason")));
      case "remove" -> Optional.of(new GroupChange.Removed(participants(child)));
      case "promote" -> Optional.of(new GroupChange.Promoted(participants(child)));
      case "demote" -> Optional.of(new GroupChange.Demoted(participants(child)));
      case "modify" -> Optional.of(new GroupChange.Renumbered(participants(child)));
      case "subject" -> Optional.of(new GroupChange.Subject(child.requireAttr("subject")));
      case "description" -> Optional.of(new GroupChange.Description(described(child, author, at)));
      case "ephemeral" -> Optional.of(new GroupChange.Disappearing(GroupNode.timer(child)));
      case "not_ephemeral" -> Optional.of(new GroupChange.Disappearing(Optional.empty()));
      case "invite" -> Optional.of(new GroupChange.InviteCode(child.requireAttr("code")));
      case "created_membership_requests" ->
          Optional.of(
              new GroupChange.JoinRequested(
                  addresses(child.children("requested_user")),
                  child.attr("request_method").orElse("invite_link")));
      case "revoked_membership_requests" ->
          Optional.of(new GroupChange.JoinRequestsGone(addresses(child.children("participant"))));
      case "link" ->
          Optional.of(new GroupChange.Linked(child.requireAttr("link_type"), groups(child)));
      case "unlink" ->
          Optional.of(new GroupChange.Unlinked(child.requireAttr("unlink_type"), groups(child)));
      case "delete" -> Optional.of(new GroupChange.Deleted());
      default -> setting(child).map(GroupChange.Setting::new);
    };
  }

  private static Optional<GroupSetting> setting(Node child) {
    return switch (child.tag()) {
      case "announcement" -> Optional.of(GroupSetting.ANNOUNCEMENT);
      case "not_announcement" -> Optional.of(GroupSetting.NOT_ANNOUNCEMENT);
      case "locked" -> Optional.of(GroupSetting.LOCKED);
      case "unlocked" -> Optional.of(GroupSetting.UNLOCKED);
      case "member_add_mode" ->
          Optional.of(
              child.text().filter("all_member_add"::equals).isPresent()
                  ? GroupSetting.ALL_MEMBER_ADD
                  : GroupSetting.ADMIN_ADD);
      case "membership_approval_mode" ->
          Optional.of(
              GroupNode.approves(child)
                  ? GroupSetting.JOIN_APPROVAL_ON
                  : GroupSetting.JOIN_APPROVAL_OFF);
      default -> Optional.empty();
    };
  }

  private static Optional<GroupDescription> described(
      Node child, Optional<UserJid> author, Instant at) {
    return GroupNode.description(child)
        .map(told ->
            new GroupDescription(
                told.id(),
                told.text(),
                told.author().or(() -> author),
                told.at().or(() -> Optional.of(at))));
  }

  private static List<GroupParticipant> participants(Node child) {
    return child.children("participant").stream().map(GroupNode::participant).toList();
  }

  private static List<UserJid> addresses(List<Node> people) {
    return people.stream().flatMap(person -> GroupNode.person(person, "jid").stream()).toList();
  }

  private static List<GroupJid> groups(Node child) {
    List<GroupJid> groups = new ArrayList<>();
    for (Node group : child.children("group")) {
      groups.add(GroupNode.id(group.attr("jid").orElseGet(() -> group.requireAttr("id"))));
    }
    return groups;
  }

  private static List<GroupParticipant> people(GroupChange change) {
    return switch (change) {
      case GroupChange.Created(GroupMetadata group) -> group.participants();
      case GroupChange.Added(List<GroupParticipant> people, _) -> people;
      case GroupChange.Removed(List<GroupParticipant> people) -> people;
      case GroupChange.Promoted(List<GroupParticipant> people) -> people;
      case GroupChange.Demoted(List<GroupParticipant> people) -> people;
      case GroupChange.Renumbered _,
          GroupChange.Subject _,
          GroupChange.Description _,
          GroupChange.Setting _,
          GroupChange.Disappearing _,
          GroupChange.InviteCode _,
          GroupChange.JoinRequested _,
          GroupChange.JoinRequestsGone _,
          GroupChange.Linked _,
          GroupChange.Unlinked _,
          GroupChange.Deleted _ ->
          List.of();
    };
  }

  private static void keep(
      Step step, GroupJid group, GroupChange change, Optional<UserJid> author, Instant at) {
    switch (change) {
      case GroupChange.Created(GroupMetadata made) -> GroupCache.renew(step, List.of(made));
      // Who has which address now is not told: it is asked when next needed.
      case GroupChange.Renumbered _, GroupChange.Deleted _ -> GroupCache.forget(step, group);
      case GroupChange.Removed(List<GroupParticipant> people)
          when people.stream().anyMatch(person -> isOwn(step.auth(), person)) ->
          GroupCache.forget(step, group);
      default ->
          GroupCache.change(step, group, before -> GroupEdits.apply(before, change, author, at));
    }
  }

  private static boolean isOwn(AuthState auth, GroupParticipant person) {
    Optional<UserJid> phone = auth.metadata().device().map(DeviceJid::owner);
    Optional<UserJid> lid = auth.metadata().lid().map(DeviceJid::owner);
    return phone.filter(person::is).isPresent() || lid.filter(person::is).isPresent();
  }
}
