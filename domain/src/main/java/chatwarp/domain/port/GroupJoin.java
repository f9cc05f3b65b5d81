package chatwarp.domain.port;

import chatwarp.domain.model.GroupJid;

/** What came of accepting an invitation. */
public sealed interface GroupJoin {
  /** The group it was about. */
  GroupJid group();

  /** This account is a member now. */
  record Joined(GroupJid group) implements GroupJoin {}

  /** An admin must approve it first. */
  record Requested(GroupJid group) implements GroupJoin {}
}
