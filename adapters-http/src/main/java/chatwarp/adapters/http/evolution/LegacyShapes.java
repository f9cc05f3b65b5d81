package chatwarp.adapters.http.evolution;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings older spellings of a send into today's flat one: version 1 of the peer, with {@code
 * options} and one {@code …Message} object, and the seed's {@code to} and {@code content}
 * (evolution-v2 §0). What is already there in today's spelling wins.
 */
final class LegacyShapes {
  private static final List<String> MESSAGES =
      List.of(
          "textMessage",
          "mediaMessage",
          "audioMessage",
          "stickerMessage",
          "locationMessage",
          "contactMessage",
          "reactionMessage",
          "pollMessage",
          "listMessage",
          "buttonMessage",
          "statusMessage");

  private LegacyShapes() {}

  /** A new object in today's spelling; the given one stays as it is. */
  static ObjectNode flatten(ObjectNode body) {
    ObjectNode flat = body.deepCopy();
    if (flat.path("content") instanceof ObjectNode content) {
      flat.remove("content");
      content.remove("type");
      merge(flat, content);
    }
    for (String name : MESSAGES) {
      if (flat.path(name) instanceof ObjectNode message) {
        flat.remove(name);
        merge(flat, message);
      }
    }
    if (flat.path("options") instanceof ObjectNode options) {
      flat.remove("options");
      merge(flat, options);
    }
    if (flat.path("mentions") instanceof ObjectNode mentions) {
      flat.remove("mentions");
      rename(mentions, "everyOne", "mentionsEveryOne");
      merge(flat, mentions);
    }
    rename(flat, "to", "number");
    rename(flat, "everyOne", "mentionsEveryOne");
    return flat;
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    from.properties()
        .forEach(member -> {
          if (!into.has(member.getKey())) {
            into.set(member.getKey(), member.getValue());
          }
        });
  }

  private static void rename(ObjectNode object, String from, String to) {
    JsonNode value = object.path(from);
    if (!value.isMissingNode()) {
      object.remove(from);
      if (!object.has(to)) {
        object.set(to, value);
      }
    }
  }
}
