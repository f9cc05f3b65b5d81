package chatwarp.domain.contract;

import chatwarp.domain.event.GroupChange;
import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupRole;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Groups of the in-memory WhatsApp as one account sees them. Nobody waits for an approval there.
 */
final class InMemoryGroupSession implements GroupSession {
  private final InMemoryWhatsApp server;
  private final UserJid me;

  InMemoryGroupSession(InMemoryWhatsApp server, UserJid me) {
    this.server = server;
    this.me = me;
  }

  @Override
  public GroupMetadata create(GroupDraft draft) {
    GroupMetadata group = server.groups(groups -> groups.create(draft, me, server.clock.instant()));
    tell(group.id(), new GroupChange.Created(group));
    return group;
  }

  @Override
  public GroupMetadata metadata(GroupJid group) {
    return server.groups(groups -> groups.find(group, me));
  }

  @Override
  public List<GroupMetadata> all() {
    return server.groups(groups -> groups.of(me));
  }

  @Override
  public List<ParticipantResult> change(
      GroupJid group, ParticipantAction action, List<UserJid> people) {
    List<UserJid> accounts = server.accounts();
    List<UserJid> before = server.groups(groups -> groups.members(group));
    List<ParticipantResult> results =
        server.groups(groups -> {
          groups.requireAdmin(group, me);
          return groups.change(group, action, people, accounts);
        });
    List<GroupParticipant> done =
        results.stream()
            .filter(ParticipantResult::done)
            .map(result ->
                new GroupParticipant(
                    result.person(),
                    Optional.empty(),
                    Optional.empty(),
                    action == ParticipantAction.PROMOTE ? GroupRole.ADMIN : GroupRole.MEMBER))
            .toList();
    if (!done.isEmpty()) {
      GroupChange change =
          switch (action) {
            case ADD -> new GroupChange.Added(done, Optional.empty());
            case REMOVE -> new GroupChange.Removed(done);
            case PROMOTE -> new GroupChange.Promoted(done);
            case DEMOTE -> new GroupChange.Demoted(done);
          };
      // Who was removed is told as well.
      server.tell(
          action == ParticipantAction.REMOVE
              ? before
              : server.groups(groups -> groups.members(group)),
          group,
          me,
          change);
    }
    return results;
  }

  @Override
  public void subject(GroupJid group, String subject) {
    change(group, groups -> groups.subject(group, subject), new GroupChange.Subject(subject));
  }

  @Override
  public void description(GroupJid group, Optional<String> text) {
    Optional<GroupDescription> description =
        text.map(said ->
            new GroupDescription("D2", said, Optional.of(me), Optional.of(server.clock.instant())));
    change(
        group,
        groups -> groups.description(group, description),
        new GroupChange.Description(description));
  }

  @Override
  public void setting(GroupJid group, GroupSetting setting) {
    change(group, groups -> groups.setting(group, setting), new GroupChange.Setting(setting));
  }

  @Override
  public void disappearing(GroupJid group, Optional<Duration> timer) {
    change(group, groups -> groups.disappearing(group, timer), new GroupChange.Disappearing(timer));
  }

  @Override
  public String inviteCode(GroupJid group) {
    return server.groups(groups -> groups.code(group, me));
  }

  @Override
  public String revokeInvite(GroupJid group) {
    return server.groups(groups -> groups.newCode(group, me));
  }

  @Override
  public GroupMetadata inviteInfo(String code) {
    return server.groups(groups -> groups.behind(code));
  }

  @Override
  public GroupJoin join(String code) {
    GroupJid group = inviteInfo(code).id();
    enter(group, "invite");
    return new GroupJoin.Joined(group);
  }

  private void enter(GroupJid group, String reason) {
    server.groups(groups -> {
      groups.join(group, me);
      return true;
    });
    tell(
        group,
        new GroupChange.Added(
            List.of(new GroupParticipant(me, Optional.empty(), Optional.empty(), GroupRole.MEMBER)),
            Optional.of(reason)));
  }

  @Override
  public GroupJoin join(GroupJid group, String code, Instant expiration, UserJid inviter) {
    return join(code);
  }

  @Override
  public GroupMetadata inviteInfo(
      GroupJid group, String code, Instant expiration, UserJid inviter) {
    return inviteInfo(code);
  }

  @Override
  public List<ParticipantResult> revokeInvites(GroupJid group, List<UserJid> people) {
    return nobody(group, people);
  }

  @Override
  public void leave(List<GroupJid> left) {
    for (GroupJid group : left) {
      List<UserJid> before = server.groups(groups -> groups.members(group));
      server.groups(groups -> {
        groups.leave(group, me);
        return true;
      });
      server.tell(
          before,
          group,
          me,
          new GroupChange.Removed(
              List.of(
                  new GroupParticipant(me, Optional.empty(), Optional.empty(), GroupRole.MEMBER))));
    }
  }

  @Override
  public List<JoinRequest> joinRequests(GroupJid group) {
    metadata(group);
    return List.of();
  }

  @Override
  public List<ParticipantResult> answerJoinRequests(
      GroupJid group, boolean approve, List<UserJid> people) {
    return nobody(group, people);
  }

  private List<ParticipantResult> nobody(GroupJid group, List<UserJid> people) {
    metadata(group);
    return people.stream()
        .map(person -> new ParticipantResult(person, 404, Optional.empty()))
        .toList();
  }

  @Override
  public void cancelJoinRequest(GroupJid group) {
    throw new SessionException.Refused(404, "item-not-found");
  }

  @Override
  public List<GroupParticipant> everybody(GroupJid community) {
    metadata(community);
    return server.groups(groups -> groups.everybody(community));
  }

  @Override
  public GroupMetadata subGroup(GroupJid community, GroupJid group) {
    metadata(community);
    return subGroups(community).stream()
        .filter(one -> one.id().equals(group))
        .findFirst()
        .orElseThrow(() -> new SessionException.Refused(404, "item-not-found"));
  }

  @Override
  public GroupJoin joinSubGroup(GroupJid community, GroupJid group) {
    subGroup(community, group);
    enter(group, "linked_group_join");
    return new GroupJoin.Joined(group);
  }

  @Override
  public List<GroupMetadata> subGroups(GroupJid community) {
    return server.groups(groups -> groups.under(community));
  }

  @Override
  public Map<GroupJid, Integer> link(GroupJid community, List<GroupJid> children) {
    return server.groups(groups -> groups.parent(children, Optional.of(community)));
  }

  @Override
  public Map<GroupJid, Integer> unlink(GroupJid community, List<GroupJid> children) {
    return server.groups(groups -> groups.parent(children, Optional.empty()));
  }

  @Override
  public void deactivate(GroupJid community) {
    server.groups(groups -> {
      groups.requireAdmin(community, me);
      groups.remove(community);
      return true;
    });
  }

  private void change(GroupJid group, Consumer<InMemoryGroups> work, GroupChange change) {
    server.groups(groups -> {
      groups.requireAdmin(group, me);
      work.accept(groups);
      return true;
    });
    tell(group, change);
  }

  private void tell(GroupJid group, GroupChange change) {
    server.tell(server.groups(groups -> groups.members(group)), group, me, change);
  }
}
