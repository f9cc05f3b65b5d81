package chatwarp.simulator.admin;

import chatwarp.simulator.content.Circumstances;
import chatwarp.simulator.content.MediaPointer;
import chatwarp.simulator.content.MediaType;
import chatwarp.simulator.content.PhoneContent;
import chatwarp.simulator.phone.Phone;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads {@code content} out of a request; files come as base64 and are uploaded by the phone. */
final class ContentBodies {
  private static final int MOST = Integer.MAX_VALUE;

  private final Phone phone;

  ContentBodies(Phone phone) {
    this.phone = phone;
  }

  PhoneContent content(JsonNode body) {
    String type = Json.requireText(body, "type");
    return switch (type) {
      case "text" -> text(body);
      case "image" -> image(body);
      case "video", "gif", "ptv" -> video(type, body);
      case "audio", "ptt" ->
          new PhoneContent.AudioContent(
              file(MediaType.AUDIO, body),
              Json.text(body, "mimetype")
                  .orElse(type.equals("ptt") ? "audio/ogg; codecs=opus" : "audio/mpeg"),
              type.equals("ptt"),
              Json.number(body, "seconds", 1, 0, MOST));
      case "document" ->
          new PhoneContent.DocumentContent(
              file(MediaType.DOCUMENT, body),
              Json.text(body, "mimetype").orElse("application/octet-stream"),
              Json.text(body, "fileName").orElse("file"),
              Json.text(body, "caption"));
      case "sticker" ->
          new PhoneContent.StickerContent(
              file(MediaType.STICKER, body),
              Json.text(body, "mimetype").orElse("image/webp"),
              Json.flag(body, "animated", false));
      case "location" ->
          new PhoneContent.LocationContent(
              body.path("latitude").asDouble(0),
              body.path("longitude").asDouble(0),
              Json.text(body, "name"),
              Json.text(body, "address"));
      case "liveLocation" ->
          new PhoneContent.LiveLocationContent(
              body.path("latitude").asDouble(0),
              body.path("longitude").asDouble(0),
              Json.text(body, "caption"),
              Json.number(body, "sequence", 1, 0, MOST));
      case "contact" ->
          new PhoneContent.ContactContent(
              Json.text(body, "displayName").orElse(""),
              list(
                  body,
                  "cards",
                  card ->
                      new PhoneContent.Card(
                          Json.requireText(card, "name"), Json.requireText(card, "vcard"))));
      case "reaction" ->
          new PhoneContent.ReactionContent(target(body), Json.text(body, "emoji").orElse(""));
      case "poll" ->
          new PhoneContent.PollContent(
              Json.requireText(body, "name"),
              list(body, "options", JsonNode::asString),
              Json.number(body, "selectable", 1, 0, MOST));
      case "vote" ->
          new PhoneContent.PollVoteContent(target(body), list(body, "options", JsonNode::asString));
      case "list", "listReply", "interactive", "buttonReply" -> menu(type, body);
      case "event" ->
          new PhoneContent.CalendarEventContent(
              Json.requireText(body, "name"),
              Json.text(body, "description"),
              body.path("start").asLong(0));
      case "eventReply" ->
          new PhoneContent.EventReplyContent(
              target(body),
              answer(Json.requireText(body, "answer")),
              Json.number(body, "extraGuests", 0, 0, MOST));
      case "edit" -> new PhoneContent.EditContent(target(body), content(body.path("content")));
      case "revoke" -> new PhoneContent.RevokeContent(target(body));
      case "pin" ->
          new PhoneContent.PinContent(target(body), Json.number(body, "seconds", 86400, 0, MOST));
      case "keep" -> new PhoneContent.KeepContent(target(body), Json.flag(body, "keep", true));
      case "album" ->
          new PhoneContent.AlbumContent(
              Json.number(body, "images", 0, 0, MOST), Json.number(body, "videos", 0, 0, MOST));
      case "groupInvite" ->
          new PhoneContent.GroupInviteContent(
              Json.requireText(body, "group"),
              Json.requireText(body, "code"),
              body.path("expiration").asLong(0),
              Json.text(body, "groupName").orElse(""));
      case "forward" -> new PhoneContent.ForwardContent(target(body));
      case "comment" ->
          new PhoneContent.CommentContent(target(body), content(body.path("content")));
      case "disappearing" ->
          new PhoneContent.DisappearingContent(Json.number(body, "seconds", 86400, 0, MOST));
      default -> throw new RefusedException(400, "content.type", "is no kind of content");
    };
  }

  private static String target(JsonNode body) {
    return Json.requireText(body, "target");
  }

  private static int answer(String word) {
    return switch (word) {
      case "going" -> 1;
      case "not_going" -> 2;
      case "maybe" -> 3;
      default -> throw new RefusedException(400, "answer", "must be going, not_going or maybe");
    };
  }

  private static PhoneContent text(JsonNode body) {
    return new PhoneContent.TextContent(
        Json.requireText(body, "text"),
        body.has("preview")
            ? Optional.of(
                new PhoneContent.Preview(
                    Json.requireText(body.path("preview"), "matchedText"),
                    Json.text(body.path("preview"), "title").orElse(""),
                    Json.text(body.path("preview"), "description")))
            : Optional.empty(),
        body.has("background")
            ? Optional.of(
                new PhoneContent.Style(
                    (int) body.path("background").asLong(0), (int) body.path("colour").asLong(0)))
            : Optional.empty());
  }

  private PhoneContent.ImageContent image(JsonNode body) {
    return new PhoneContent.ImageContent(
        file(MediaType.IMAGE, body),
        Json.text(body, "mimetype").orElse("image/jpeg"),
        Json.text(body, "caption"));
  }

  private PhoneContent video(String type, JsonNode body) {
    return new PhoneContent.VideoContent(
        file(MediaType.VIDEO, body),
        Json.text(body, "mimetype").orElse("video/mp4"),
        switch (type) {
          case "gif" -> PhoneContent.Playing.GIF;
          case "ptv" -> PhoneContent.Playing.ROUND;
          default -> PhoneContent.Playing.PLAIN;
        },
        Json.text(body, "caption"),
        Json.number(body, "seconds", 1, 0, MOST));
  }

  private PhoneContent menu(String type, JsonNode body) {
    return switch (type) {
      case "list" ->
          new PhoneContent.ListContent(
              Json.requireText(body, "title"),
              Json.text(body, "description").orElse(""),
              Json.text(body, "buttonText").orElse("Choose"),
              Json.text(body, "footer").orElse(""),
              list(body, "sections", ContentBodies::section));
      case "listReply" ->
          new PhoneContent.ListReplyContent(
              Json.requireText(body, "rowId"), Json.text(body, "title").orElse(""));
      case "interactive" ->
          new PhoneContent.InteractiveContent(
              Json.text(body, "title"),
              Json.requireText(body, "body"),
              Json.text(body, "footer"),
              body.has("header") ? Optional.of(image(body.path("header"))) : Optional.empty(),
              list(
                  body,
                  "buttons",
                  button ->
                      new PhoneContent.FlowButton(
                          Json.requireText(button, "name"), Json.requireText(button, "params"))));
      default ->
          new PhoneContent.ButtonReplyContent(
              Json.requireText(body, "id"), Json.text(body, "text").orElse(""));
    };
  }

  private static PhoneContent.Section section(JsonNode section) {
    return new PhoneContent.Section(
        Json.text(section, "title").orElse(""),
        list(
            section,
            "rows",
            row ->
                new PhoneContent.Row(
                    Json.requireText(row, "id"),
                    Json.text(row, "title").orElse(""),
                    Json.text(row, "description").orElse(""))));
  }

  /** What goes with the content: {@code quoted, mentioned, expiration, viewOnce, album}. */
  static Circumstances circumstances(JsonNode body) {
    return new Circumstances(
        Json.text(body, "quoted"),
        body.has("mentioned") ? list(body, "mentioned", JsonNode::asString) : List.of(),
        Json.number(body, "expiration", 0, 0, MOST),
        Json.flag(body, "viewOnce", false),
        Json.text(body, "album"));
  }

  private MediaPointer file(MediaType type, JsonNode body) {
    try {
      return phone.upload(type, Base64.getDecoder().decode(Json.requireText(body, "data")));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "data", "must be base64", e);
    }
  }

  private static <T> List<T> list(JsonNode body, String field, Function<JsonNode, T> read) {
    if (!body.path(field).isArray()) {
      throw new RefusedException(400, field, "must be a list");
    }
    List<T> all = new ArrayList<>();
    body.path(field).forEach(item -> all.add(read.apply(item)));
    return all;
  }
}
