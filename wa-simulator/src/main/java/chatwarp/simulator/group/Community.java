package chatwarp.simulator.group;

import chatwarp.domain.model.GroupJid;

/** What a group has to do with communities. */
public sealed interface Community {

  /** Nothing. */
  record None() implements Community {}

  /**
   * It is one.
   *
   * @param everybodyLinks whether members may add groups to it
   */
  record Parent(boolean everybodyLinks) implements Community {}

  /** It belongs to one. */
  record Child(GroupJid parent, Kind kind) implements Community {}

  /** What a group is to its community. */
  enum Kind {
    /** One of its groups. */
    PLAIN,
    /** Where admins speak to everybody. */
    ANNOUNCEMENTS,
    /** Where everybody speaks to everybody. */
    GENERAL
  }
}
