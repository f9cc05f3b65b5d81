package chatwarp.simulator.group;

import java.util.Optional;

/** What somebody is in a group. */
public enum GroupRole {
  /** May write, unless the group is for announcements. */
  MEMBER(""),
  /** May change the group and who is in it. */
  ADMIN("admin"),
  /** Made the group; nobody removes or demotes them. */
  SUPERADMIN("superadmin");

  private final String attribute;

  GroupRole(String attribute) {
    this.attribute = attribute;
  }

  /** The {@code type} of the participant node; members have none. */
  Optional<String> attribute() {
    return attribute.isEmpty() ? Optional.empty() : Optional.of(attribute);
  }

  /** Whether it may change the group. */
  public boolean isAdmin() {
    return this != MEMBER;
  }
}
