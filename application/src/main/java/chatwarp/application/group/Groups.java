package chatwarp.application.group;

import chatwarp.application.message.MediaSource;
import chatwarp.application.message.Recipient;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.JoinRequest;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.port.GroupJoin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What users do with groups and communities.
 *
 * <p>Any thread may call; methods block until WhatsApp answered and are meant for virtual threads.
 * Failures are {@link chatwarp.application.instance.InstanceException}s, {@link
 * chatwarp.application.message.SendException.NotConnected} and the domain's port exceptions; what
 * WhatsApp refuses is a {@link chatwarp.domain.port.SessionException.Refused}.
 */
public interface Groups {
  /** Makes a group or community; numbers without an account are left out and named. */
  GroupCreated create(InstanceName instance, NewGroup group);

  /** What is known of a group. */
  GroupMetadata metadata(InstanceName instance, GroupJid group);

  /** All groups of the account. */
  List<GroupMetadata> all(InstanceName instance);

  /** The members of a group with their names. */
  List<Member> members(InstanceName instance, GroupJid group);

  /** Does something to members. */
  MembersChanged change(
      InstanceName instance, GroupJid group, ParticipantAction action, List<Recipient> people);

  /** Sets the subject. */
  void subject(InstanceName instance, GroupJid group, String subject);

  /** Sets the description, or takes it away. */
  void description(InstanceName instance, GroupJid group, Optional<String> text);

  /** Sets the picture, or takes it away. A spooled file is deleted in any case. */
  void picture(InstanceName instance, GroupJid group, Optional<MediaSource> picture);

  /** Sets a switch. */
  void setting(InstanceName instance, GroupJid group, GroupSetting setting);

  /** Sets the disappearing timer, or switches it off. */
  void disappearing(InstanceName instance, GroupJid group, Optional<Duration> timer);

  /** The code of the invite link. */
  String inviteCode(InstanceName instance, GroupJid group);

  /** Makes a new code; the one before is void. */
  String revokeInvite(InstanceName instance, GroupJid group);

  /** The group behind an invite code, usually without its members. */
  GroupMetadata inviteInfo(InstanceName instance, String code);

  /** Joins by an invite code. */
  GroupJoin join(InstanceName instance, String code);

  /** Joins by an invitation that came in a message. */
  GroupJoin join(
      InstanceName instance, GroupJid group, String code, Instant expiration, Recipient inviter);

  /** The group that an invitation of a message is to, usually without its members. */
  GroupMetadata inviteInfo(
      InstanceName instance, GroupJid group, String code, Instant expiration, Recipient inviter);

  /** Takes back the invitations that went to people in messages. */
  MembersChanged revokeInvites(InstanceName instance, GroupJid group, List<Recipient> people);

  /** Leaves a group. */
  void leave(InstanceName instance, GroupJid group);

  /** Who wants to join. */
  List<JoinRequest> joinRequests(InstanceName instance, GroupJid group);

  /** Lets people in, or not. */
  MembersChanged answerJoinRequests(
      InstanceName instance, GroupJid group, boolean approve, List<Recipient> people);

  /** Withdraws the account's own wish to join. */
  void cancelJoinRequest(InstanceName instance, GroupJid group);

  /** Everybody in any group of a community, with their names. */
  List<Member> everybody(InstanceName instance, GroupJid community);

  /** A group of a community that the account need not be in. */
  GroupMetadata subGroup(InstanceName instance, GroupJid community, GroupJid group);

  /** Goes into a group of a community that the account is in, or asks to. */
  GroupJoin joinSubGroup(InstanceName instance, GroupJid community, GroupJid group);

  /** The groups of a community. */
  List<GroupMetadata> subGroups(InstanceName instance, GroupJid community);

  /** Links groups to a community; the result has a code for each, 200 when done. */
  Map<GroupJid, Integer> link(InstanceName instance, GroupJid community, List<GroupJid> groups);

  /** Takes groups out of a community; the result has a code for each, 200 when done. */
  Map<GroupJid, Integer> unlink(InstanceName instance, GroupJid community, List<GroupJid> groups);

  /** Deactivates a community. */
  void deactivate(InstanceName instance, GroupJid community);
}
