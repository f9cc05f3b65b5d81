package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rule;
import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.application.chat.SeenMessage;
import chatwarp.application.chat.ShownPresence;
import chatwarp.application.message.Recipient;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageClient;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.MessageFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of the chat operations (evolution-v2 §8.3). */
public final class ChatBodies {
  private static final Pattern NUMERIC = Pattern.compile("^\\d+");
  private static final int PAGE_SIZE = 50;
  private static final int MOST_ROWS = 1000;

  private static final Schema NUMBERS =
      Schema.object()
          .required(
              "numbers",
              Rules.array(
                  1,
                  true,
                  Rules.matching(NUMERIC, "\"numbers\" must be an array of numeric strings")));

  private static final Schema NUMBER = Schema.object().requiredNotEmpty("number", Rules.string());

  private static final Schema READ =
      Schema.object()
          .required(
              "readMessages",
              Rules.array(
                  1,
                  true,
                  Schema.object()
                      .requiredNotEmpty("id", Rules.string())
                      .required("fromMe", Rules.bool())
                      .requiredNotEmpty("remoteJid", Rules.string())
                      .optional("participant", Rules.string())
                      .optional("played", Rules.bool())));

  private static final Schema PRESENCE =
      SendSchemas.numbered()
          .required(
              "presence",
              Rules.oneOf(List.of("unavailable", "available", "composing", "recording", "paused")))
          .required("delay", Rules.integer("Enter a value in milliseconds"));

  private static final Schema MEDIA =
      Schema.object()
          .required(
              "message",
              Schema.object().required("key", SendSchemas.KEY).optional("message", Schema.object()))
          .optional("convertToMp4", Rules.bool());

  /** Names of content fields; no message has another, and not every store takes every character. */
  private static final Rule FIELD = Rules.matching(Pattern.compile("^[A-Za-z0-9_]*$"));

  private static final Schema TIMES =
      Schema.object()
          .optional("gte", Rules.stringOrNumber())
          .optional("lte", Rules.stringOrNumber());

  private static final Schema MESSAGES =
      Schema.object()
          .optional(
              "where",
              Schema.object()
                  .optional("id", Rules.string())
                  .optional("source", Rules.string())
                  .optional("messageType", FIELD)
                  .optional("messageTimestamp", TIMES)
                  .optional(
                      "key",
                      Schema.object()
                          .optional("id", Rules.string())
                          .optional("fromMe", Rules.bool())
                          .optional("remoteJid", Rules.string())
                          .optional("remoteJidAlt", Rules.string())
                          .optional("participant", Rules.string())))
          .optional("page", Rules.between(1, Integer.MAX_VALUE))
          .optional("offset", Rules.between(1, Integer.MAX_VALUE))
          .optional("limit", Rules.between(1, Integer.MAX_VALUE));

  private static final Schema CHATS =
      Schema.object()
          .optional(
              "where",
              Schema.object()
                  .optional("remoteJid", Rules.string())
                  .optional("messageTimestamp", TIMES))
          .optional("take", Rules.between(1, MOST_ROWS))
          .optional("skip", Rules.between(0, Integer.MAX_VALUE))
          .optional("page", Rules.between(1, Integer.MAX_VALUE))
          .optional("offset", Rules.between(1, MOST_ROWS));

  private ChatBodies() {}

  /**
   * {@code deleteMessageForEveryone}: the body is the key itself, so its members are missed there.
   *
   * @return the body of a send
   */
  public static ObjectNode deletion(JsonNode key) {
    SendSchemas.FULL_KEY.require(key);
    // Here, where its members have no key around them.
    MessageKey _ = Members.key("", key);
    ObjectNode body = Json.object();
    body.set("key", key);
    return body;
  }

  /** Numbers as written, and who each of them is. */
  public record Asked(String written, Recipient recipient) {}

  /** {@code whatsappNumbers}, in the order asked. */
  public static List<Asked> numbers(JsonNode body) {
    NUMBERS.require(body);
    List<Asked> numbers = new ArrayList<>();
    for (JsonNode item : body.path("numbers")) {
      String member = "numbers[" + numbers.size() + "]";
      numbers.add(new Asked(item.stringValue(), NumberText.recipient(member, item.stringValue())));
    }
    return numbers;
  }

  /** A body that names one number. */
  public static Recipient number(JsonNode body) {
    NUMBER.require(body);
    return Members.recipient(body);
  }

  /** {@code markMessageAsRead}. */
  public static List<SeenMessage> read(JsonNode body) {
    READ.require(camel(body));
    List<SeenMessage> seen = new ArrayList<>();
    for (JsonNode key : camel(body).path("readMessages")) {
      String path = "readMessages[" + seen.size() + "].";
      seen.add(new SeenMessage(Members.key(path, key), Json.flag(key, "played")));
    }
    return seen;
  }

  /** Older clients write {@code read_messages}. */
  private static JsonNode camel(JsonNode body) {
    if (body instanceof ObjectNode object && object.has("read_messages")) {
      ObjectNode copy = object.deepCopy();
      copy.set("readMessages", copy.remove("read_messages"));
      return copy;
    }
    return body;
  }

  /**
   * {@code sendPresence}.
   *
   * @param word what the answer repeats
   */
  public record Presence(Recipient recipient, String word, ShownPresence shown, Duration time) {}

  /** {@code sendPresence}. */
  public static Presence presence(JsonNode body) {
    ObjectNode flat =
        body instanceof ObjectNode object ? LegacyShapes.flatten(object) : Json.object();
    PRESENCE.require(flat);
    String word = Members.text(flat, "presence");
    ShownPresence shown =
        switch (word) {
          case "composing" -> new ShownPresence.InChat(ChatState.COMPOSING);
          case "recording" -> new ShownPresence.InChat(ChatState.RECORDING);
          case "paused" -> new ShownPresence.InChat(ChatState.PAUSED);
          default -> new ShownPresence.OfAccount(word.equals("available"));
        };
    long millis = Math.max(0, flat.path("delay").longValue());
    return new Presence(Members.recipient(flat), word, shown, Duration.ofMillis(millis));
  }

  /**
   * {@code getBase64FromMediaMessage}.
   *
   * @param chat when the key names it
   * @param message the content, when the caller gave it, as JSON with WhatsApp's field names
   * @param mp4 whether a sound is wanted as MP4
   */
  public record Media(
      MessageId id, Optional<Jid> chat, MessageKey key, Optional<String> message, boolean mp4) {}

  /** {@code getBase64FromMediaMessage}. */
  public static Media media(JsonNode body) {
    MEDIA.require(body);
    JsonNode message = body.path("message");
    JsonNode key = message.path("key");
    Optional<Jid> chat =
        Json.text(key, "remoteJid").map(text -> NumberText.chat("message.key.remoteJid", text));
    ObjectNode named = key.deepCopy().isObject() ? (ObjectNode) key.deepCopy() : Json.object();
    if (chat.isEmpty()) {
      named.put("remoteJid", "0@s.whatsapp.net");
    }
    return new Media(
        new MessageId(Members.text(key, "id")),
        chat,
        Members.key("message.key.", named),
        message.path("message").isObject() && !message.path("message").isEmpty()
            ? Optional.of(WireBytes.normal(message.path("message")).toString())
            : Optional.empty(),
        Json.flag(body, "convertToMp4"));
  }

  /**
   * A page.
   *
   * @param number first is 1
   */
  public record Page<T>(T filter, int number, int size) {}

  /** {@code findMessages}. */
  public static Page<MessageFilter> messages(JsonNode body) {
    MESSAGES.require(body);
    JsonNode where = body.path("where");
    JsonNode key = where.path("key");
    JsonNode time = where.path("messageTimestamp");
    MessageFilter filter =
        new MessageFilter(
            Stream.of(Json.text(where, "id"), Json.text(key, "id"))
                .flatMap(Optional::stream)
                .map(MessageId::new)
                .toList(),
            // Two names of one chat, or of none: the peer lists what has either.
            Stream.of("remoteJid", "remoteJidAlt")
                .flatMap(name -> chat(key, "where.key.", name).stream())
                .toList(),
            key.path("fromMe").isBoolean()
                ? Optional.of(key.path("fromMe").booleanValue())
                : Optional.empty(),
            Json.text(key, "participant")
                .map(text -> NumberText.person("where.key.participant", text)),
            Json.text(where, "messageType").map(ChatBodies::types).orElse(List.of()),
            Json.text(where, "source").map(ChatBodies::client),
            Members.time(time, "gte"),
            Members.time(time, "lte"));
    int asked = body.path("limit").intValue(body.path("offset").intValue(PAGE_SIZE));
    // The peer's pages have no largest size. A smaller one is no loss: the answer counts the pages.
    return new Page<>(filter, body.path("page").intValue(1), Math.min(asked, MOST_ROWS));
  }

  /** A text is shown as {@code conversation}, in whichever of two fields it came. */
  private static List<String> types(String shown) {
    return switch (shown) {
      case "conversation" -> List.of("conversation", "extendedTextMessage");
      case "documentMessage" -> List.of("documentMessage", "documentWithCaptionMessage");
      default -> List.of(shown);
    };
  }

  private static MessageClient client(String source) {
    for (MessageClient client : MessageClient.values()) {
      if (client.name().toLowerCase(Locale.ROOT).equals(source)) {
        return client;
      }
    }
    throw new InvalidValueException("source", "is not one of ios, web, android, desktop, unknown");
  }

  private static Optional<Jid> chat(JsonNode object, String path, String name) {
    return Json.text(object, name).map(text -> NumberText.chat(path + name, text));
  }

  /** {@code findChatByRemoteJid}. */
  public static ChatFilter chat(String remoteJid) {
    return new ChatFilter(
        Optional.of(NumberText.chat("remoteJid", remoteJid)), Optional.empty(), Optional.empty());
  }

  /** How many rows to pass over and to give. */
  public record Slice(ChatFilter filter, int skip, int take) {}

  /** {@code findChats}; {@code page} and {@code offset} are another way to say skip and take. */
  public static Slice chats(JsonNode body) {
    CHATS.require(body);
    JsonNode where = body.path("where");
    JsonNode time = where.path("messageTimestamp");
    int take = body.path("take").intValue(body.path("offset").intValue(MOST_ROWS));
    int page = body.path("page").intValue(1);
    long skip = body.path("skip").longValue((long) (page - 1) * take);
    return new Slice(
        new ChatFilter(
            chat(where, "where.", "remoteJid"),
            Members.time(time, "gte"),
            Members.time(time, "lte")),
        (int) Math.min(skip, Integer.MAX_VALUE),
        take);
  }
}
