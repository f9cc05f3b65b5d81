package chatwarp.adapters.http.evolution;

import chatwarp.domain.event.GroupChange;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.UserJid;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Payloads of group events (events §3). */
final class GroupEventData {
  private GroupEventData() {}

  /** {@code groups.upsert}: an array of whole groups. */
  static JsonNode added(InstanceEvent.GroupAdded added) {
    ObjectNode group = GroupObject.metadata(added.group());
    author(group, added.author());
    return array(group);
  }

  /** {@code groups.update}: an array of what changed. */
  static JsonNode updated(InstanceEvent.GroupUpdated updated) {
    ObjectNode group = Json.object().put("id", updated.group().toString());
    switch (updated.change()) {
      case GroupChange.Subject subject -> group.put("subject", subject.subject());
      case GroupChange.Description change -> {
        group.put("desc", change.description().map(d -> d.text()).orElse(null));
        change.description().ifPresent(d -> group.put("descId", d.id()));
      }
      case GroupChange.Setting setting -> setting(group, setting.setting());
      case GroupChange.Disappearing timer ->
          group.put("ephemeralDuration", timer.timer().map(t -> t.toSeconds()).orElse(0L));
      case GroupChange.InviteCode code -> group.put("inviteCode", code.code());
      case GroupChange.JoinRequested requested ->
          group
              .put("joinRequestMethod", requested.method())
              .set("joinRequests", people(requested.people()));
      case GroupChange.JoinRequestsGone gone ->
          group.set("joinRequestsGone", people(gone.people()));
      case GroupChange.Linked linked ->
          group.put("linkType", linked.linkType()).set("linked", groups(linked.groups()));
      case GroupChange.Unlinked unlinked ->
          group.put("linkType", unlinked.linkType()).set("unlinked", groups(unlinked.groups()));
      case GroupChange.Deleted _ -> group.put("deleted", true);
      case GroupChange.Created created -> group.put("subject", created.group().subject());
      case GroupChange.Added _,
          GroupChange.Removed _,
          GroupChange.Promoted _,
          GroupChange.Demoted _,
          GroupChange.Renumbered _ -> {
        // Told as group-participants.update.
      }
    }
    author(group, updated.author());
    return array(group);
  }

  /** {@code groups.update} with the name that a picture has in the group itself. */
  static JsonNode picture(InstanceEvent.GroupPictureChanged changed) {
    ObjectNode group =
        Json.object()
            .put("id", changed.group().toString())
            .put("pictureUrl", changed.picture().map(p -> p.url().toString()).orElse(null));
    author(group, changed.author());
    return array(group);
  }

  /** {@code group-participants.update}. */
  static JsonNode members(InstanceEvent.GroupMembersChanged changed) {
    return switch (changed.change()) {
      case GroupChange.Added added -> members(changed, "add", added.people());
      case GroupChange.Removed removed -> members(changed, "remove", removed.people());
      case GroupChange.Promoted promoted -> members(changed, "promote", promoted.people());
      case GroupChange.Demoted demoted -> members(changed, "demote", demoted.people());
      case GroupChange.Renumbered renumbered -> members(changed, "modify", renumbered.people());
      case GroupChange.Created _,
          GroupChange.Subject _,
          GroupChange.Description _,
          GroupChange.Setting _,
          GroupChange.Disappearing _,
          GroupChange.InviteCode _,
          GroupChange.JoinRequested _,
          GroupChange.JoinRequestsGone _,
          GroupChange.Linked _,
          GroupChange.Unlinked _,
          GroupChange.Deleted _ ->
          throw new IllegalArgumentException("no change of members");
    };
  }

  private static ObjectNode members(
      InstanceEvent.GroupMembersChanged changed, String action, List<GroupParticipant> people) {
    ObjectNode data = Json.object().put("id", changed.group().toString());
    author(data, changed.author());
    data.set("participants", people(people.stream().map(GroupParticipant::jid).toList()));
    data.put("action", action);
    ArrayNode details = data.putArray("participantsData");
    for (GroupParticipant person : people) {
      ObjectNode row = details.addObject().put("jid", person.jid().toString());
      GroupObject.phone(person).ifPresent(phone -> row.put("phoneNumber", phone.toString()));
      Optional.ofNullable(changed.names().get(person.jid())).ifPresent(n -> row.put("name", n));
      row.putNull("imgUrl");
    }
    return data;
  }

  private static void setting(ObjectNode group, GroupSetting setting) {
    switch (setting) {
      case ANNOUNCEMENT -> group.put("announce", true);
      case NOT_ANNOUNCEMENT -> group.put("announce", false);
      case LOCKED -> group.put("restrict", true);
      case UNLOCKED -> group.put("restrict", false);
      case ALL_MEMBER_ADD -> group.put("memberAddMode", true);
      case ADMIN_ADD -> group.put("memberAddMode", false);
      case JOIN_APPROVAL_ON -> group.put("joinApprovalMode", true);
      case JOIN_APPROVAL_OFF -> group.put("joinApprovalMode", false);
    }
  }

  private static void author(ObjectNode object, Optional<UserJid> author) {
    author.ifPresent(jid -> object.put("author", jid.toString()));
  }

  private static ArrayNode people(List<UserJid> people) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    people.forEach(jid -> array.add(jid.toString()));
    return array;
  }

  private static ArrayNode groups(List<GroupJid> groups) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    groups.forEach(jid -> array.add(jid.toString()));
    return array;
  }

  private static ArrayNode array(ObjectNode only) {
    return JsonNodeFactory.instance.arrayNode().add(only);
  }
}
