package chatwarp.domain.event;

import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A change of a group. */
public sealed interface GroupChange {
  /** The group was made, or this account came into it. */
  record Created(GroupMetadata group) implements GroupChange {}

  /** Members came. */
  record Added(List<GroupParticipant> people, Optional<String> reason) implements GroupChange {
    public Added {
      people = List.copyOf(people);
    }
  }

  /** Members left or were removed. */
  record Removed(List<GroupParticipant> people) implements GroupChange {
    public Removed {
      people = List.copyOf(people);
    }
  }

  /** Members became admins. */
  record Promoted(List<GroupParticipant> people) implements GroupChange {
    public Promoted {
      people = List.copyOf(people);
    }
  }

  /** Admins became members. */
  record Demoted(List<GroupParticipant> people) implements GroupChange {
    public Demoted {
      people = List.copyOf(people);
    }
  }

  /** A member got another address. */
  record Renumbered(List<GroupParticipant> people) implements GroupChange {
    public Renumbered {
      people = List.copyOf(people);
    }
  }

  /** A new subject. */
  record Subject(String subject) implements GroupChange {}

  /** A new description, or none. */
  record Description(Optional<GroupDescription> description) implements GroupChange {}

  /** A switch was set. */
  record Setting(GroupSetting setting) implements GroupChange {}

  /** A new disappearing timer, or none. */
  record Disappearing(Optional<Duration> timer) implements GroupChange {}

  /** A new invite code. */
  record InviteCode(String code) implements GroupChange {
    /** The code is a secret. */
    @Override
    public String toString() {
      return "InviteCode[redacted]";
    }
  }

  /** People asked to join. */
  record JoinRequested(List<UserJid> people, String method) implements GroupChange {
    public JoinRequested {
      people = List.copyOf(people);
    }
  }

  /** Requests to join were withdrawn or rejected. */
  record JoinRequestsGone(List<UserJid> people) implements GroupChange {
    public JoinRequestsGone {
      people = List.copyOf(people);
    }
  }

  /** Groups were linked to a community, or a community to the group. */
  record Linked(String linkType, List<GroupJid> groups) implements GroupChange {
    public Linked {
      groups = List.copyOf(groups);
    }
  }

  /** Groups were unlinked. */
  record Unlinked(String linkType, List<GroupJid> groups) implements GroupChange {
    public Unlinked {
      groups = List.copyOf(groups);
    }
  }

  /** The group is gone. */
  record Deleted() implements GroupChange {}
}
