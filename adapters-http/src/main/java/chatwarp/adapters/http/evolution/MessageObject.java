package chatwarp.adapters.http.evolution;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.MessageClient;
import chatwarp.domain.model.MessageId;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The message object: answer of every send, payload of message events (evolution-v2 §6). */
public final class MessageObject {
  /** What the peer calls an account that has no name of its own. */
  private static final String NAMELESS_SELF = "Você";

  private final KeyObject keys;

  /**
   * @param preferPhone name chats by phone number where it is known
   */
  public MessageObject(boolean preferPhone) {
    this.keys = new KeyObject(preferPhone);
  }

  /** How keys, chats and people are named. */
  KeyObject keys() {
    return keys;
  }

  public ObjectNode of(InstanceId instance, MessageRecord message) {
    ObjectNode content = Json.readObject(message.content().json());
    JsonNode context = content.path(message.content().type()).path("contextInfo").deepCopy();
    String type = ContentRewrite.rewrite(content, message.content().type());
    ObjectNode object = Json.object();
    object.set("key", keys.of(message.key()));
    object.put("pushName", pushName(message));
    object.put("status", message.status().name());
    object.set("message", content);
    if (context instanceof ObjectNode info) {
      if (info.path("quotedMessage") instanceof ObjectNode quoted) {
        ContentRewrite.rewrite(quoted, "");
      }
      object.set("contextInfo", info);
    }
    return object
        .put("messageType", type)
        .put("messageTimestamp", message.timestamp().getEpochSecond())
        .put("instanceId", instance.toString())
        .put("source", source(message.key().id()));
  }

  /** The kind of client that wrote a message of this id. */
  static String source(MessageId id) {
    return MessageClient.of(id).name().toLowerCase(Locale.ROOT);
  }

  private static String pushName(MessageRecord message) {
    return message
        .pushName()
        .filter(name -> !name.isBlank())
        .orElseGet(() -> message.key().fromMe() ? NAMELESS_SELF : message.sender().user());
  }
}
