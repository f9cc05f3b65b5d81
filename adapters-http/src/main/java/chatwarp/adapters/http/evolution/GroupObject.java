package chatwarp.adapters.http.evolution;

import chatwarp.application.group.Member;
import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Groups as clients know them (evolution-v2 §8.5, events §3). */
public final class GroupObject {
  private GroupObject() {}

  /** As {@code findGroupInfos} has it: with a picture, and null where nothing is known. */
  public static ObjectNode info(GroupMetadata group, Optional<String> picture, boolean members) {
    ObjectNode object = Json.object().put("id", group.id().toString());
    object.put("subject", group.subject());
    object.put("subjectOwner", text(group.subjectOwner()));
    seconds(object, "subjectTime", group.subjectTime());
    object.put("pictureUrl", picture.orElse(null));
    object.put("size", group.size());
    seconds(object, "creation", group.created());
    object.put("owner", text(group.owner()));
    object.put("desc", group.description().map(GroupDescription::text).orElse(null));
    object.put("descId", group.description().map(GroupDescription::id).orElse(null));
    object.put("restrict", group.locked()).put("announce", group.announce());
    // Ours: what /group/toggleEphemeral and /group/updateMemberMode set can be read back.
    object
        .put("ephemeralDuration", group.disappearing().map(Duration::toSeconds).orElse(0L))
        .put("joinApprovalMode", group.joinApproval())
        .put("memberAddMode", group.anyoneMayAdd());
    if (members) {
      object.set("participants", participants(group.participants()));
    }
    object
        .put("isCommunity", group.community())
        .put("isCommunityAnnounce", group.announcementGroup())
        .put("linkedParent", group.parent().map(Object::toString).orElse(null));
    return object;
  }

  /** As the protocol layer has it: what is not known is absent. */
  public static ObjectNode metadata(GroupMetadata group) {
    ObjectNode object =
        Json.object()
            .put("id", group.id().toString())
            .put("addressingMode", group.addressing().text())
            .put("subject", group.subject());
    group.subjectOwner().ifPresent(jid -> object.put("subjectOwner", jid.toString()));
    group.subjectTime().ifPresent(at -> object.put("subjectTime", at.getEpochSecond()));
    group.created().ifPresent(at -> object.put("creation", at.getEpochSecond()));
    group.owner().ifPresent(jid -> object.put("owner", jid.toString()));
    group.ownerPhone().ifPresent(jid -> object.put("ownerPn", jid.toString()));
    group.description().ifPresent(text -> object.put("desc", text.text()).put("descId", text.id()));
    object
        .put("restrict", group.locked())
        .put("announce", group.announce())
        .put("isCommunity", group.community())
        .put("isCommunityAnnounce", group.announcementGroup())
        .put("joinApprovalMode", group.joinApproval())
        .put("memberAddMode", group.anyoneMayAdd())
        .put("size", group.size());
    group.parent().ifPresent(parent -> object.put("linkedParent", parent.toString()));
    object.set("participants", participants(group.participants()));
    group.disappearing().ifPresent(timer -> object.put("ephemeralDuration", timer.toSeconds()));
    return object;
  }

  /** Members with their names. */
  public static ArrayNode members(List<Member> members) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Member member : members) {
      ObjectNode row = participant(member.participant());
      member.name().ifPresent(name -> row.put("name", name));
      rows.add(row);
    }
    return rows;
  }

  static ArrayNode participants(List<GroupParticipant> people) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    people.forEach(person -> rows.add(participant(person)));
    return rows;
  }

  private static ObjectNode participant(GroupParticipant person) {
    ObjectNode row = Json.object().put("id", person.jid().toString());
    phone(person).ifPresent(phone -> row.put("phoneNumber", phone.toString()));
    person.lid().ifPresent(lid -> row.put("lid", lid.toString()));
    return row.put("admin", role(person.role()));
  }

  static Optional<UserJid> phone(GroupParticipant person) {
    return person.jid().isLid() ? person.phone() : Optional.of(person.jid());
  }

  private static @Nullable String role(GroupRole role) {
    return switch (role) {
      case MEMBER -> null;
      case ADMIN -> "admin";
      case SUPER_ADMIN -> "superadmin";
    };
  }

  private static @Nullable String text(Optional<UserJid> jid) {
    return jid.map(UserJid::toString).orElse(null);
  }

  private static void seconds(ObjectNode object, String name, Optional<Instant> at) {
    if (at.isPresent()) {
      object.put(name, at.get().getEpochSecond());
    } else {
      object.set(name, NullNode.instance);
    }
  }
}
