package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * The send operations. Each is a route of its own in Evolution's spelling, or one of ours; {@code
 * content.type} of the seed's body names them too, some by a more special word.
 */
public enum SendKind {
  TEXT,
  /** A picture, video, sound or document; {@code mediatype} says which. */
  MEDIA,
  PTV,
  /** A voice note. */
  AUDIO,
  STICKER,
  STATUS,
  LOCATION,
  LIVE_LOCATION,
  CONTACT,
  REACTION,
  POLL,
  POLL_VOTE,
  LIST,
  BUTTONS,
  TEMPLATE,
  EVENT,
  EVENT_REPLY,
  ALBUM,
  GROUP_INVITE,
  FORWARD,
  EDIT,
  DELETE,
  PIN,
  KEEP,
  DISAPPEARING;

  /** A word of {@code content.type}, and the operation it stands for. */
  private record Word(String text, SendKind kind) {}

  private static final List<Word> WORDS =
      List.of(
          new Word("text", TEXT),
          new Word("media", MEDIA),
          new Word("image", MEDIA),
          new Word("video", MEDIA),
          new Word("gif", MEDIA),
          new Word("audio", MEDIA),
          new Word("document", MEDIA),
          new Word("sticker", STICKER),
          new Word("ptv", PTV),
          new Word("voice", AUDIO),
          new Word("status", STATUS),
          new Word("location", LOCATION),
          new Word("liveLocation", LIVE_LOCATION),
          new Word("contact", CONTACT),
          new Word("contacts", CONTACT),
          new Word("reaction", REACTION),
          new Word("poll", POLL),
          new Word("pollVote", POLL_VOTE),
          new Word("list", LIST),
          new Word("buttons", BUTTONS),
          new Word("template", TEMPLATE),
          new Word("event", EVENT),
          new Word("eventReply", EVENT_REPLY),
          new Word("album", ALBUM),
          new Word("groupInvite", GROUP_INVITE),
          new Word("forward", FORWARD),
          new Word("edit", EDIT),
          new Word("delete", DELETE),
          new Word("pin", PIN),
          new Word("keep", KEEP),
          new Word("disappearing", DISAPPEARING));

  private static final Schema SCHEMA =
      Schema.object()
          .required(
              "content",
              Schema.object()
                  .required("type", Rules.oneOf(WORDS.stream().map(Word::text).toList())));

  /**
   * Reads {@code content.type}.
   *
   * @throws chatwarp.adapters.http.evolution.schema.InvalidBodyException when there is none, or not
   *     one of those that exist
   */
  public static SendKind of(JsonNode body) {
    SCHEMA.require(body);
    String type = type(body);
    return WORDS.stream()
        .filter(word -> word.text().equals(type))
        .map(Word::kind)
        .findFirst()
        .orElseThrow();
  }

  /** The word itself, which says more than the operation for media. */
  static String type(JsonNode body) {
    return body.path("content").path("type").stringValue("");
  }

  /** Part of a request's digest; must not change. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Every word, for the documentation and its tests. */
  static List<String> words() {
    return Arrays.stream(WORDS.toArray(Word[]::new)).map(Word::text).toList();
  }
}
