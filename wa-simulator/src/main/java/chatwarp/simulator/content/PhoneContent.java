package chatwarp.simulator.content;

import java.util.List;
import java.util.Optional;

/**
 * What the owner of a phone can send. The kinds are the domain's, name for name: a test in
 * bootstrap compares the two lists, and the compiler then asks for every switch over them.
 *
 * <p>Targets are ids of messages that the phone has sent or got.
 */
public sealed interface PhoneContent {

  /** A text, with the preview of a link in it, or in the colours of a status. */
  record TextContent(String text, Optional<Preview> preview, Optional<Style> style)
      implements PhoneContent {}

  /** A link preview. */
  record Preview(String matchedText, String title, Optional<String> description) {}

  /** The look of a text status; colours are ARGB. */
  record Style(int background, int colour) {}

  record ImageContent(MediaPointer file, String mimetype, Optional<String> caption)
      implements PhoneContent {}

  record VideoContent(
      MediaPointer file, String mimetype, Playing playing, Optional<String> caption, int seconds)
      implements PhoneContent {}

  /** How a video is shown. */
  enum Playing {
    PLAIN,
    GIF,
    ROUND
  }

  record AudioContent(MediaPointer file, String mimetype, boolean voice, int seconds)
      implements PhoneContent {}

  record DocumentContent(
      MediaPointer file, String mimetype, String fileName, Optional<String> caption)
      implements PhoneContent {}

  record StickerContent(MediaPointer file, String mimetype, boolean animated)
      implements PhoneContent {}

  record LocationContent(
      double latitude, double longitude, Optional<String> name, Optional<String> address)
      implements PhoneContent {}

  record LiveLocationContent(
      double latitude, double longitude, Optional<String> caption, long sequence)
      implements PhoneContent {}

  record ContactContent(String displayName, List<Card> cards) implements PhoneContent {}

  record Card(String name, String vcard) {}

  /**
   * A reaction to a message.
   *
   * @param emoji empty to take the reaction back
   */
  record ReactionContent(String target, String emoji) implements PhoneContent {}

  /**
   * A poll.
   *
   * @param selectable 0 for any number
   */
  record PollContent(String name, List<String> options, int selectable) implements PhoneContent {}

  record PollVoteContent(String target, List<String> selected) implements PhoneContent {}

  record ListContent(
      String title, String description, String buttonText, String footer, List<Section> sections)
      implements PhoneContent {}

  record Section(String title, List<Row> rows) {}

  record Row(String id, String title, String description) {}

  record ListReplyContent(String rowId, String title) implements PhoneContent {}

  record InteractiveContent(
      Optional<String> title,
      String body,
      Optional<String> footer,
      Optional<ImageContent> header,
      List<FlowButton> buttons)
      implements PhoneContent {}

  record FlowButton(String name, String paramsJson) {}

  record ButtonReplyContent(String id, String text) implements PhoneContent {}

  /**
   * A date that people can answer to.
   *
   * @param start in seconds
   */
  record CalendarEventContent(String name, Optional<String> description, long start)
      implements PhoneContent {}

  /**
   * An answer to a date.
   *
   * @param answer 1 going, 2 not going, 3 maybe
   */
  record EventReplyContent(String target, int answer, int extraGuests) implements PhoneContent {}

  record EditContent(String target, PhoneContent replacement) implements PhoneContent {}

  record RevokeContent(String target) implements PhoneContent {}

  /**
   * A message at the top of its chat.
   *
   * @param seconds how long; 0 unpins
   */
  record PinContent(String target, int seconds) implements PhoneContent {}

  record KeepContent(String target, boolean keep) implements PhoneContent {}

  record AlbumContent(int images, int videos) implements PhoneContent {}

  /**
   * An invitation to a group, by its code.
   *
   * @param expiration in seconds
   */
  record GroupInviteContent(String group, String code, long expiration, String groupName)
      implements PhoneContent {}

  record ForwardContent(String target) implements PhoneContent {}

  record CommentContent(String target, PhoneContent comment) implements PhoneContent {}

  /**
   * The timer of a chat.
   *
   * @param seconds 0 switches disappearing messages off
   */
  record DisappearingContent(int seconds) implements PhoneContent {}
}
