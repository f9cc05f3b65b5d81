package chatwarp.adapters.http.evolution;

import chatwarp.domain.content.PollTally;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.event.InstanceEvent.ConnectionChanged;
import chatwarp.domain.event.PairingOffer;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Payloads of events, one shape a kind (events §3). Immutable. */
final class EventData {
  /** WhatsApp's number of an edit among its protocol messages. */
  private static final int MESSAGE_EDIT = 14;

  private final QrImage qrImage;
  private final KeyObject keys;
  private final MessageObject messages;

  EventData(QrImage qrImage, boolean preferPhone) {
    this.qrImage = qrImage;
    this.keys = new KeyObject(preferPhone);
    this.messages = new MessageObject(preferPhone);
  }

  JsonNode of(InstanceId id, InstanceName name, InstanceEvent event) {
    return switch (event) {
      case InstanceEvent.Started _ -> instance(name);
      case InstanceEvent.Created _, InstanceEvent.Deleted _ ->
          Json.object().put("instanceName", name.value()).put("instanceId", id.toString());
      case InstanceEvent.Removed _, InstanceEvent.LoggedOut _ -> NullNode.instance;
      case InstanceEvent.Stopped stopped ->
          instance(name)
              .put("status", "closed")
              .put("disconnectionAt", Dates.text(stopped.disconnection().at()))
              .put("disconnectionReasonCode", stopped.disconnection().reason().code())
              .put("disconnectionObject", DisconnectionText.of(stopped.disconnection()));
      case InstanceEvent.QrUpdated updated -> qr(name, updated.offer());
      case InstanceEvent.QrLimitReached _ ->
          Json.object()
              .put("message", "QR code limit reached, please login again")
              .put("statusCode", 500);
      case ConnectionChanged changed -> connection(name, changed);
      case InstanceEvent.MessageReceived received -> messages.of(id, received.message());
      case InstanceEvent.MessageSent sent -> messages.of(id, sent.message());
      case InstanceEvent.MessageStatusChanged changed -> status(id, changed);
      case InstanceEvent.ChatAdded chat -> {
        ObjectNode row =
            row(id, keys.name(chat.chat(), chat.lid())).put("unreadMessages", chat.unread());
        chat.name().ifPresent(text -> row.put("name", text));
        yield array(row);
      }
      case InstanceEvent.ChatChanged chat -> array(row(id, keys.name(chat.chat(), chat.lid())));
      case InstanceEvent.ContactAdded contact ->
          contact(id, keys.name(contact.contact(), contact.lid()), contact.pushName());
      case InstanceEvent.ContactChanged contact ->
          contact(id, keys.name(contact.contact(), contact.lid()), contact.pushName());
      case InstanceEvent.ContactPictureChanged changed -> picture(id, changed);
      case InstanceEvent.MessageEdited edited -> edited(edited);
      case InstanceEvent.MessageDeleted deleted -> deleted(id, deleted);
      case InstanceEvent.PollVoted voted -> voted(id, voted);
      case InstanceEvent.EventAnswered answered -> answered(id, answered);
      case InstanceEvent.PresenceSeen seen -> presence(seen);
      case InstanceEvent.GroupAdded added -> GroupEventData.added(added);
      case InstanceEvent.GroupUpdated updated -> GroupEventData.updated(updated);
      case InstanceEvent.GroupPictureChanged changed -> GroupEventData.picture(changed);
      case InstanceEvent.GroupMembersChanged changed -> GroupEventData.members(changed);
    };
  }

  private static ObjectNode instance(InstanceName name) {
    return Json.object().put("instance", name.value());
  }

  private ObjectNode qr(InstanceName name, PairingOffer offer) {
    ObjectNode data = Json.object();
    data.putObject("qrcode")
        .put("instance", name.value())
        .put("pairingCode", offer.pairingCode().orElse(null))
        .put("code", offer.qr())
        .put("base64", qrImage.dataUrl(offer.qr()));
    return data;
  }

  private static ObjectNode connection(InstanceName name, ConnectionChanged changed) {
    ObjectNode data = instance(name);
    boolean open = changed.link() == ConnectionChanged.Link.OPEN;
    if (open) {
      changed.profile().owner().ifPresent(owner -> data.put("wuid", owner.toString()));
    }
    if (open || changed.link() == ConnectionChanged.Link.REFUSED) {
      data.put("profileName", changed.profile().name().orElse(null)).putNull("profilePictureUrl");
    }
    return data.put("state", changed.link().name().toLowerCase(Locale.ROOT))
        .put("statusReason", changed.statusReason());
  }

  /** There are no row ids of messages here: what clients get to look it up by is its own id. */
  private ObjectNode status(InstanceId id, InstanceEvent.MessageStatusChanged changed) {
    ObjectNode data = about(changed.key());
    changed.participant().ifPresent(jid -> data.put("participant", jid.toString()));
    data.put("status", changed.status().name()).put("instanceId", id.toString());
    changed.errorCode().ifPresent(code -> data.put("errorCode", code));
    return data;
  }

  private ObjectNode edited(InstanceEvent.MessageEdited edited) {
    ObjectNode data = Json.object();
    data.set("key", keys.of(edited.key()));
    data.put("type", MESSAGE_EDIT);
    ObjectNode content = Json.readObject(edited.edited().json());
    String _ = ContentRewrite.rewrite(content, edited.edited().type());
    data.set("editedMessage", content);
    return data.put("timestampMs", String.valueOf(edited.at().toEpochMilli()));
  }

  /** Both shapes of the peer in one object: the key at the top level, and the whole message. */
  private ObjectNode deleted(InstanceId id, InstanceEvent.MessageDeleted deleted) {
    ObjectNode key = keys.of(deleted.key());
    ObjectNode data = Json.object();
    deleted.deleted().ifPresent(message -> data.setAll(messages.of(id, message)));
    data.setAll(key);
    data.set("key", key);
    return data.put("instanceId", id.toString()).put("status", "DELETED");
  }

  private ObjectNode voted(InstanceId id, InstanceEvent.PollVoted voted) {
    ObjectNode data = about(voted.poll());
    ArrayNode options = data.putArray("pollUpdates");
    for (PollTally tally : voted.tally()) {
      ArrayNode voters = options.addObject().put("name", tally.option()).putArray("voters");
      tally.voters().forEach(voter -> voters.add(voter.toString()));
    }
    return data.put("instanceId", id.toString());
  }

  /** In the shape of Baileys' own update; there is no open message that would say it. */
  private ObjectNode answered(InstanceId id, InstanceEvent.EventAnswered answered) {
    ObjectNode data = about(answered.answer().event());
    String at = String.valueOf(answered.at().toEpochMilli());
    ObjectNode row = data.putArray("eventResponses").addObject();
    row.set("eventResponseMessageKey", keys.of(answered.reply()));
    row.put("senderTimestampMs", at)
        .putObject("response")
        .put("response", answered.answer().answer().name())
        .put("extraGuestCount", answered.answer().extraGuests());
    return data.put("instanceId", id.toString());
  }

  private ObjectNode about(MessageKey key) {
    return Json.object()
        .put("messageId", key.id().value())
        .put("keyId", key.id().value())
        .put("remoteJid", keys.chat(key).toString())
        .put("fromMe", key.fromMe());
  }

  private ObjectNode presence(InstanceEvent.PresenceSeen seen) {
    ObjectNode data = Json.object().put("id", keys.name(seen.chat(), seen.lid()).toString());
    ObjectNode person =
        data.putObject("presences").putObject(keys.name(seen.person(), seen.lid()).toString());
    person.put("lastKnownPresence", seen.presence().name().toLowerCase(Locale.ROOT));
    seen.lastSeen().ifPresent(at -> person.put("lastSeen", at.getEpochSecond()));
    return data;
  }

  private static ObjectNode row(InstanceId id, Jid chat) {
    return Json.object().put("remoteJid", chat.toString()).put("instanceId", id.toString());
  }

  /** A single object, since it comes from a message; a contact sync gives an array. */
  private static ObjectNode contact(InstanceId id, Jid contact, Optional<String> pushName) {
    return Json.object()
        .put("remoteJid", contact.toString())
        .put("pushName", pushName.orElse(null))
        .putNull("profilePicUrl")
        .put("instanceId", id.toString());
  }

  /** An array, as the peer has it for what comes from no message. */
  private ArrayNode picture(InstanceId id, InstanceEvent.ContactPictureChanged changed) {
    return array(
        contact(id, keys.name(changed.contact(), changed.lid()), changed.pushName())
            .put("profilePicUrl", changed.picture().map(p -> p.url().toString()).orElse(null)));
  }

  private static ArrayNode array(ObjectNode only) {
    return JsonNodeFactory.instance.arrayNode().add(only);
  }
}
