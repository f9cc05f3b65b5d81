package chatwarp.domain.model;

/** A switch of a group. */
public enum GroupSetting {
  /** Only admins may send. */
  ANNOUNCEMENT,
  NOT_ANNOUNCEMENT,
  /** Only admins may change the info. */
  LOCKED,
  UNLOCKED,
  /** Every member may add people. */
  ALL_MEMBER_ADD,
  ADMIN_ADD,
  /** An admin must approve who joins. */
  JOIN_APPROVAL_ON,
  JOIN_APPROVAL_OFF
}
