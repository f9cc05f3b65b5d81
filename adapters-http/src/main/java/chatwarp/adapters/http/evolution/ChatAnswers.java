package chatwarp.adapters.http.evolution;

import chatwarp.application.chat.MediaFile;
import chatwarp.application.chat.NumberCheck;
import chatwarp.application.chat.PictureAnswer;
import chatwarp.domain.content.AudioContent;
import chatwarp.domain.content.DocumentContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.StickerContent;
import chatwarp.domain.content.VideoContent;
import chatwarp.domain.model.Dimensions;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.port.ChatSummary;
import chatwarp.domain.port.MessagePage;
import chatwarp.domain.port.MessageReceipt;
import chatwarp.domain.port.StoredMessage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers of the chat operations (evolution-v2 §8.3). Immutable. */
public final class ChatAnswers {
  /** How long after somebody's message WhatsApp lets a business write freely. */
  private static final Duration WINDOW = Duration.ofHours(24);

  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "image/jpeg", "jpeg",
          "image/png", "png",
          "image/webp", "webp",
          "video/mp4", "mp4",
          "audio/ogg", "oga",
          "audio/mpeg", "mp3",
          "audio/mp4", "m4a",
          "application/pdf", "pdf");

  private final MessageObject messages;

  public ChatAnswers(MessageObject messages) {
    this.messages = messages;
  }

  /** {@code whatsappNumbers}. */
  public static ArrayNode numbers(List<ChatBodies.Asked> asked, List<NumberCheck> checks) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < checks.size(); i++) {
      NumberCheck check = checks.get(i);
      ObjectNode row =
          rows.addObject()
              .put("jid", check.jid().toString())
              .put("exists", check.exists())
              .put("number", asked.get(i).written());
      check.name().ifPresent(name -> row.put("name", name));
      check.lid().ifPresent(lid -> row.put("lid", lid.toString()));
    }
    return rows;
  }

  /** {@code fetchProfilePictureUrl}. */
  public static ObjectNode picture(PictureAnswer answer) {
    return Json.object()
        .put("wuid", answer.of().toString())
        .put(
            "profilePictureUrl",
            answer.picture().map(ProfilePicture::url).map(URI::toString).orElse(null));
  }

  /** {@code findMessages}. */
  public ObjectNode page(InstanceId instance, MessagePage page, ChatBodies.Page<?> asked) {
    ObjectNode answer = Json.object();
    long pages = (page.total() + asked.size() - 1) / asked.size();
    ArrayNode records =
        answer
            .putObject("messages")
            .put("total", page.total())
            .put("pages", pages)
            .put("currentPage", asked.number())
            .putArray("records");
    page.messages().forEach(message -> records.add(row(instance, message)));
    return answer;
  }

  private ObjectNode row(InstanceId instance, StoredMessage stored) {
    ObjectNode row = Json.object().put("id", stored.message().key().id().value());
    row.setAll(messages.of(instance, stored.message()));
    if (!row.has("contextInfo")) {
      row.putNull("contextInfo");
    }
    ArrayNode updates = row.putArray("MessageUpdate");
    updates.addObject().put("status", stored.message().status().name());
    stored.edited().ifPresent(_ -> updates.addObject().put("status", "EDITED"));
    stored.deleted().ifPresent(_ -> updates.addObject().put("status", "DELETED"));
    if (stored.deleted().isPresent()) {
      row.put("status", "DELETED");
    }
    return row;
  }

  /** {@code findStatusMessage}: how far a message got, with each person. */
  public static ArrayNode receipts(
      InstanceId instance, Jid chat, String id, List<MessageReceipt> receipts) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (MessageReceipt receipt : receipts) {
      rows.addObject()
          .put("id", id)
          .put("keyId", id)
          .put("remoteJid", chat.toString())
          .put("fromMe", true)
          .put("participant", receipt.participant().toString())
          .putNull("pollUpdates")
          .put("status", receipt.status().name())
          .put("messageId", id)
          .put("instanceId", instance.toString());
    }
    return rows;
  }

  /** {@code findChats}. */
  public ArrayNode chats(InstanceId instance, List<ChatSummary> chats, Instant now) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (ChatSummary chat : chats) {
      rows.add(chat(instance, chat, now));
    }
    return rows;
  }

  private ObjectNode chat(InstanceId instance, ChatSummary chat, Instant now) {
    Instant expires = chat.lastMessageAt().plus(WINDOW);
    String name = messages.keys().name(chat.chat(), chat.lid()).toString();
    ObjectNode row =
        Json.object()
            .put("id", name)
            .put("remoteJid", name)
            .put("pushName", chat.name().orElse(null))
            .putNull("profilePicUrl")
            .put("updatedAt", Dates.text(chat.lastMessageAt()))
            .put("windowStart", Dates.text(chat.lastMessageAt()))
            .put("windowExpires", Dates.text(expires))
            .put("windowActive", expires.isAfter(now));
    row.set(
        "lastMessage", chat.lastMessage().<JsonNode>map(last -> last(instance, last)).orElse(null));
    return row.put("unreadCount", chat.unread()).put("isSaved", chat.name().isPresent());
  }

  /** Without what is large in it. */
  private ObjectNode last(InstanceId instance, MessageRecord message) {
    ObjectNode row = Json.object().put("id", message.key().id().value());
    row.setAll(messages.of(instance, message));
    for (JsonNode part : row.path("message")) {
      if (part instanceof ObjectNode media && media.has("mediaKey")) {
        media.retain("caption", "seconds", "fileName", "title", "mimetype", "ptt");
      }
    }
    return row.putNull("sessionId");
  }

  /** One chat's row. */
  public JsonNode chatRow(InstanceId instance, ChatSummary chat) {
    String name = messages.keys().name(chat.chat(), chat.lid()).toString();
    ObjectNode row =
        Json.object().put("id", name).put("remoteJid", name).put("name", chat.name().orElse(null));
    row.putNull("labels");
    return row.put("createdAt", Dates.text(chat.lastMessageAt()))
        .put("updatedAt", Dates.text(chat.lastMessageAt()))
        .put("instanceId", instance.toString())
        .put("unreadMessages", chat.unread());
  }

  /** {@code getBase64FromMediaMessage}, the file piece by piece. */
  public static void media(MediaFile file, OutputStream out) throws IOException {
    MediaContent content = file.content();
    try (JsonGenerator json = Json.generator(out);
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file.file()))) {
      json.writeStartObject();
      json.writeStringProperty("mediaType", field(content));
      json.writeStringProperty("fileName", fileName(file));
      json.writeName("caption");
      json.writeString(caption(content).orElse(null));
      json.writeObjectPropertyStart("size");
      json.writeNumberProperty("fileLength", file.length());
      Optional<Dimensions> size = size(content);
      if (size.isPresent()) {
        json.writeNumberProperty("height", size.get().height());
        json.writeNumberProperty("width", size.get().width());
      }
      json.writeEndObject();
      json.writeStringProperty("mimetype", file.mimetype());
      json.writeName("base64");
      json.writeBinary(bytes, file.length());
      json.writeNullProperty("buffer");
      json.writeEndObject();
    }
  }

  private static String field(MediaContent content) {
    return switch (content) {
      case ImageContent _ -> "imageMessage";
      case VideoContent video ->
          video.style() == VideoContent.Style.ROUND ? "ptvMessage" : "videoMessage";
      case AudioContent _ -> "audioMessage";
      case DocumentContent _ -> "documentMessage";
      case StickerContent _ -> "stickerMessage";
    };
  }

  private static String fileName(MediaFile file) {
    if (file.content() instanceof DocumentContent document && !document.fileName().isBlank()) {
      return document.fileName();
    }
    String type = file.content().mimetype().toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    String known = EXTENSIONS.get(type);
    String extension = known == null ? type.substring(type.indexOf('/') + 1) : known;
    return file.message().id().value() + "." + extension;
  }

  private static Optional<String> caption(MediaContent content) {
    return switch (content) {
      case ImageContent image -> image.caption();
      case VideoContent video -> video.caption();
      case DocumentContent document -> document.caption();
      case AudioContent _, StickerContent _ -> Optional.empty();
    };
  }

  private static Optional<Dimensions> size(MediaContent content) {
    return switch (content) {
      case ImageContent image -> image.size();
      case VideoContent video -> video.size();
      case StickerContent sticker -> sticker.size();
      case AudioContent _, DocumentContent _ -> Optional.empty();
    };
  }
}
