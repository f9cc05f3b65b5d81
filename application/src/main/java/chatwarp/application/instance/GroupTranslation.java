package chatwarp.application.instance;

import chatwarp.domain.event.GroupChange;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns changes of groups into rows and events. */
final class GroupTranslation {
  private final People people;

  GroupTranslation(People people) {
    this.people = people;
  }

  void changed(Draft draft, Instance instance, SessionFact.GroupChanged fact) {
    if (instance.config().settings().groupsIgnore()) {
      return;
    }
    switch (fact.change()) {
      case GroupChange.Created created -> {
        people.chat(
            draft, instance, fact.group(), Optional.of(created.group().subject()), fact.at(), 0);
        draft.event(new InstanceEvent.GroupAdded(created.group(), fact.author()));
      }
      case GroupChange.Subject subject -> {
        people.chat(draft, instance, fact.group(), Optional.of(subject.subject()), fact.at(), 0);
        updated(draft, fact);
      }
      case GroupChange.Added added -> members(draft, instance, fact, added.people());
      case GroupChange.Removed removed -> members(draft, instance, fact, removed.people());
      case GroupChange.Promoted promoted -> members(draft, instance, fact, promoted.people());
      case GroupChange.Demoted demoted -> members(draft, instance, fact, demoted.people());
      case GroupChange.Renumbered renumbered -> members(draft, instance, fact, renumbered.people());
      case GroupChange.Description _,
          GroupChange.Setting _,
          GroupChange.Disappearing _,
          GroupChange.InviteCode _,
          GroupChange.JoinRequested _,
          GroupChange.JoinRequestsGone _,
          GroupChange.Linked _,
          GroupChange.Unlinked _,
          GroupChange.Deleted _ ->
          updated(draft, fact);
    }
  }

  private void members(
      Draft draft,
      Instance instance,
      SessionFact.GroupChanged fact,
      List<GroupParticipant> members) {
    Map<UserJid, String> names = new HashMap<>();
    for (GroupParticipant member : members) {
      people.name(instance, member).ifPresent(name -> names.put(member.jid(), name));
    }
    draft.event(
        new InstanceEvent.GroupMembersChanged(fact.group(), fact.author(), fact.change(), names));
  }

  private static void updated(Draft draft, SessionFact.GroupChanged fact) {
    draft.event(new InstanceEvent.GroupUpdated(fact.group(), fact.author(), fact.change()));
  }
}
