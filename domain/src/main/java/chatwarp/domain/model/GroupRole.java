package chatwarp.domain.model;

/** What a member may do. */
public enum GroupRole {
  MEMBER,
  ADMIN,
  /** The one who made the group. */
  SUPER_ADMIN;

  /** Whether this is an admin of any kind. */
  public boolean isAdmin() {
    return this != MEMBER;
  }
}
