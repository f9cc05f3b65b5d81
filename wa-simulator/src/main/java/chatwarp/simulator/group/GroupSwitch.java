package chatwarp.simulator.group;

import java.util.Arrays;
import java.util.Optional;

/** The settings of a group that are on or off, with the tags that switch them (08 §1.6). */
public enum GroupSwitch {
  /** Only admins may write. */
  ANNOUNCEMENT("announcement", "not_announcement"),
  /** Only admins may change subject, description and timer. */
  LOCKED("locked", "unlocked"),
  /** Messages that were forwarded often are not taken. */
  NO_FREQUENTLY_FORWARDED("no_frequently_forwarded", "frequently_forwarded_ok"),
  /** Members may report messages to admins. */
  ADMIN_REPORTS("allow_admin_reports", "not_allow_admin_reports"),
  /** New members get to see what was said before. */
  HISTORY("group_history", "no_group_history");

  private final String on;
  private final String off;

  GroupSwitch(String on, String off) {
    this.on = on;
    this.off = off;
  }

  /** The tag that means on, in requests, in notifications and in a group's node. */
  public String on() {
    return on;
  }

  /** The tag that means off. */
  public String off() {
    return off;
  }

  /** The switch that a tag moves, either way. */
  public static Optional<GroupSwitch> moved(String tag) {
    return Arrays.stream(values())
        .filter(one -> one.on.equals(tag) || one.off.equals(tag))
        .findFirst();
  }
}
