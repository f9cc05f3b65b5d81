package chatwarp.adapters.wa.group;

import chatwarp.domain.event.GroupChange;
import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a change makes of a group's metadata. */
final class GroupEdits {
  private GroupEdits() {}

  /**
   * The group after a change; making a group, deleting one and changing somebody's address are not
   * edits of it.
   *
   * @param author who did it
   * @param at when
   */
  static GroupMetadata apply(
      GroupMetadata group, GroupChange change, Optional<UserJid> author, Instant at) {
    return switch (change) {
      case GroupChange.Created(GroupMetadata made) -> made;
      case GroupChange.Added(List<GroupParticipant> people, _) -> with(group, people);
      case GroupChange.Removed(List<GroupParticipant> people) -> without(group, people);
      case GroupChange.Promoted(List<GroupParticipant> people) ->
          role(group, people, GroupRole.ADMIN);
      case GroupChange.Demoted(List<GroupParticipant> people) ->
          role(group, people, GroupRole.MEMBER);
      case GroupChange.Subject(String subject) ->
          new Copy(group).subject(subject, author, at).build();
      case GroupChange.Description(Optional<GroupDescription> description) ->
          new Copy(group).description(description).build();
      case GroupChange.Setting(GroupSetting setting) -> new Copy(group).setting(setting).build();
      case GroupChange.Disappearing(Optional<Duration> timer) ->
          new Copy(group).disappearing(timer).build();
      case GroupChange.Linked(String type, List<GroupJid> groups) ->
          type.equals(PARENT) && !groups.isEmpty()
              ? new Copy(group).parent(Optional.of(groups.getFirst())).build()
              : group;
      case GroupChange.Unlinked(String type, _) ->
          type.equals(PARENT) ? new Copy(group).parent(Optional.empty()).build() : group;
      case GroupChange.Renumbered _,
          GroupChange.InviteCode _,
          GroupChange.JoinRequested _,
          GroupChange.JoinRequestsGone _,
          GroupChange.Deleted _ ->
          group;
    };
  }

  private static final String PARENT = "parent_group";

  private static GroupMetadata with(GroupMetadata group, List<GroupParticipant> people) {
    List<GroupParticipant> members = new ArrayList<>(group.participants());
    int came = 0;
    for (GroupParticipant person : people) {
      if (!removeFrom(members, person)) {
        came++;
      }
      members.add(person);
    }
    return new Copy(group).participants(members, group.size() + came).build();
  }

  private static GroupMetadata without(GroupMetadata group, List<GroupParticipant> people) {
    List<GroupParticipant> members = new ArrayList<>(group.participants());
    int gone = 0;
    for (GroupParticipant person : people) {
      if (removeFrom(members, person)) {
        gone++;
      }
    }
    return new Copy(group).participants(members, Math.max(0, group.size() - gone)).build();
  }

  private static boolean removeFrom(List<GroupParticipant> members, GroupParticipant person) {
    return members.removeIf(member -> same(member, person));
  }

  private static GroupMetadata role(
      GroupMetadata group, List<GroupParticipant> people, GroupRole role) {
    List<GroupParticipant> members =
        group.participants().stream()
            .map(member ->
                people.stream().anyMatch(person -> same(member, person))
                    ? member.withRole(role)
                    : member)
            .toList();
    return new Copy(group).participants(members, group.size()).build();
  }

  private static boolean same(GroupParticipant member, GroupParticipant person) {
    return member.is(person.jid())
        || person.phone().filter(member::is).isPresent()
        || person.lid().filter(member::is).isPresent();
  }

  /** A group's metadata with some parts exchanged. */
  private static final class Copy {
    private final GroupMetadata of;
    private String subject;
    private Optional<UserJid> subjectOwner;
    private Optional<Instant> subjectTime;
    private Optional<GroupDescription> description;
    private int size;
    private boolean announce;
    private boolean locked;
    private boolean anyoneMayAdd;
    private boolean joinApproval;
    private Optional<GroupJid> parent;
    private Optional<Duration> disappearing;
    private List<GroupParticipant> participants;

    Copy(GroupMetadata of) {
      this.of = of;
      this.subject = of.subject();
      this.subjectOwner = of.subjectOwner();
      this.subjectTime = of.subjectTime();
      this.description = of.description();
      this.size = of.size();
      this.announce = of.announce();
      this.locked = of.locked();
      this.anyoneMayAdd = of.anyoneMayAdd();
      this.joinApproval = of.joinApproval();
      this.parent = of.parent();
      this.disappearing = of.disappearing();
      this.participants = of.participants();
    }

    Copy subject(String text, Optional<UserJid> author, Instant at) {
      subject = text;
      subjectOwner = author;
      subjectTime = Optional.of(at);
      return this;
    }

    Copy description(Optional<GroupDescription> text) {
      description = text;
      return this;
    }

    Copy disappearing(Optional<Duration> timer) {
      disappearing = timer;
      return this;
    }

    Copy parent(Optional<GroupJid> community) {
      parent = community;
      return this;
    }

    Copy participants(List<GroupParticipant> members, int count) {
      participants = members;
      size = count;
      return this;
    }

    Copy setting(GroupSetting setting) {
      switch (setting) {
        case ANNOUNCEMENT -> announce = true;
        case NOT_ANNOUNCEMENT -> announce = false;
        case LOCKED -> locked = true;
        case UNLOCKED -> locked = false;
        case ALL_MEMBER_ADD -> anyoneMayAdd = true;
        case ADMIN_ADD -> anyoneMayAdd = false;
        case JOIN_APPROVAL_ON -> joinApproval = true;
        case JOIN_APPROVAL_OFF -> joinApproval = false;
      }
      return this;
    }

    GroupMetadata build() {
      return new GroupMetadata(
          of.id(),
          of.addressing(),
          subject,
          subjectOwner,
          subjectTime,
          of.created(),
          of.owner(),
          of.ownerPhone(),
          description,
          size,
          announce,
          locked,
          anyoneMayAdd,
          joinApproval,
          of.community(),
          of.announcementGroup(),
          parent,
          disappearing,
          participants);
    }
  }
}
