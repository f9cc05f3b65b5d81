package chatwarp.domain.port;

import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.JoinRequest;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.model.ParticipantResult;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups and communities of one account. Every method blocks until the server answered; a refusal
 * is a {@link SessionException.Refused} with the server's code (protocol/08 §1).
 */
public interface GroupSession {
  /** Makes a group or community. */
  GroupMetadata create(GroupDraft draft);

  /** What is known of a group: from the cache, which notifications keep true, else asked. */
  GroupMetadata metadata(GroupJid group);

  /** All groups of the account, asked in one query; the cache is renewed by it. */
  List<GroupMetadata> all();

  /** Does something to members; the result says for each person what came of it. */
  List<ParticipantResult> change(GroupJid group, ParticipantAction action, List<UserJid> people);

  /** Sets the subject. */
  void subject(GroupJid group, String subject);

  /** Sets the description, or takes it away. */
  void description(GroupJid group, Optional<String> text);

  /** Sets a switch. */
  void setting(GroupJid group, GroupSetting setting);

  /** Sets the disappearing timer, or switches it off. */
  void disappearing(GroupJid group, Optional<Duration> timer);

  /** The code of the invite link. */
  String inviteCode(GroupJid group);

  /** Makes a new code; the one before is void. */
  String revokeInvite(GroupJid group);

  /** The group behind an invite code, usually without its members. */
  GroupMetadata inviteInfo(String code);

  /** Joins by an invite code. */
  GroupJoin join(String code);

  /** Joins by an invitation that came in a message (invite v4). */
  GroupJoin join(GroupJid group, String code, Instant expiration, UserJid inviter);

  /** The group that an invitation of a message is to (invite v4), usually without its members. */
  GroupMetadata inviteInfo(GroupJid group, String code, Instant expiration, UserJid inviter);

  /** Takes back the invitations that went to people in messages; says for each what came of it. */
  List<ParticipantResult> revokeInvites(GroupJid group, List<UserJid> people);

  /** Leaves groups. */
  void leave(List<GroupJid> groups);

  /** Who wants to join. */
  List<JoinRequest> joinRequests(GroupJid group);

  /** Lets people in, or not. */
  List<ParticipantResult> answerJoinRequests(GroupJid group, boolean approve, List<UserJid> people);

  /** Withdraws this account's own wish to join. */
  void cancelJoinRequest(GroupJid group);

  /** The groups of a community. */
  List<GroupMetadata> subGroups(GroupJid community);

  /** Everybody in any group of a community. */
  List<GroupParticipant> everybody(GroupJid community);

  /** What a group of a community is like for a member of the community who is not in it. */
  GroupMetadata subGroup(GroupJid community, GroupJid group);

  /** Goes into a group of a community that this account is in, or asks to. */
  GroupJoin joinSubGroup(GroupJid community, GroupJid group);

  /** Links groups to a community; the result has a code for each, 200 when done. */
  Map<GroupJid, Integer> link(GroupJid community, List<GroupJid> groups);

  /** Takes groups out of a community; the result has a code for each, 200 when done. */
  Map<GroupJid, Integer> unlink(GroupJid community, List<GroupJid> groups);

  /** Deactivates a community. */
  void deactivate(GroupJid community);
}
