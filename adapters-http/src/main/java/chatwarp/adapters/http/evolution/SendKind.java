package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.domain.content.ContentKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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

  /** Words for what is more than one kind of content, or none of its own. */
  private static final List<Word> MORE_WORDS =
      List.of(new Word("media", MEDIA), new Word("status", STATUS), new Word("template", TEMPLATE));

  private static final List<Word> WORDS =
      Stream.concat(
              Arrays.stream(ContentKind.values()).flatMap(SendKind::words), MORE_WORDS.stream())
          .toList();

  /** How a kind of content is asked for; a new kind does not compile before that is said. */
  private static Stream<Word> words(ContentKind kind) {
    return switch (kind) {
      case TEXT -> Stream.of(new Word("text", TEXT));
      case IMAGE -> Stream.of(new Word("image", MEDIA));
      case VIDEO ->
          Stream.of(new Word("video", MEDIA), new Word("gif", MEDIA), new Word("ptv", PTV));
      case AUDIO -> Stream.of(new Word("audio", MEDIA), new Word("voice", AUDIO));
      case DOCUMENT -> Stream.of(new Word("document", MEDIA));
      case STICKER -> Stream.of(new Word("sticker", STICKER));
      case LOCATION -> Stream.of(new Word("location", LOCATION));
      case LIVE_LOCATION -> Stream.of(new Word("liveLocation", LIVE_LOCATION));
      case CONTACT -> Stream.of(new Word("contact", CONTACT), new Word("contacts", CONTACT));
      case CALENDAR_EVENT -> Stream.of(new Word("event", EVENT));
      case ALBUM -> Stream.of(new Word("album", ALBUM));
      case GROUP_INVITE -> Stream.of(new Word("groupInvite", GROUP_INVITE));
      case POLL -> Stream.of(new Word("poll", POLL));
      case LIST -> Stream.of(new Word("list", LIST));
      case INTERACTIVE -> Stream.of(new Word("buttons", BUTTONS));
      case REACTION -> Stream.of(new Word("reaction", REACTION));
      case POLL_VOTE -> Stream.of(new Word("pollVote", POLL_VOTE));
      case EVENT_REPLY -> Stream.of(new Word("eventReply", EVENT_REPLY));
      case PIN -> Stream.of(new Word("pin", PIN));
      case KEEP -> Stream.of(new Word("keep", KEEP));
      case FORWARD -> Stream.of(new Word("forward", FORWARD));
      case EDIT -> Stream.of(new Word("edit", EDIT));
      case REVOKE -> Stream.of(new Word("delete", DELETE));
      case DISAPPEARING -> Stream.of(new Word("disappearing", DISAPPEARING));
      // Who taps a menu or comments on an announcement is a person with the app.
      case LIST_REPLY, BUTTON_REPLY, COMMENT -> Stream.empty();
    };
  }

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
  public static List<String> words() {
    return WORDS.stream().map(Word::text).toList();
  }
}
