package chatwarp.application.message;

import chatwarp.domain.model.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What surrounds a message, whatever it says.
 *
 * @param quoted the message it answers
 * @param mentioned whom a message to a group mentions
 * @param everyone whether it mentions all members of the group
 * @param linkPreview whether the first link of a text gets a preview
 * @param delay show typing for so long before sending
 * @param audience who gets a status update
 */
public record SendOptions(
    Optional<Quoted> quoted,
    List<Recipient> mentioned,
    boolean everyone,
    boolean linkPreview,
    Optional<Duration> delay,
    Audience audience) {
  /** Nothing special. */
  public static final SendOptions NONE =
      new SendOptions(
          Optional.empty(), List.of(), false, false, Optional.empty(), new Audience.None());

  public SendOptions {
    mentioned = List.copyOf(mentioned);
  }

  /** The same with a quoted message. */
  public SendOptions quoting(MessageId id) {
    return new SendOptions(
        Optional.of(new Quoted.Kept(id)), mentioned, everyone, linkPreview, delay, audience);
  }

  /** The same with typing shown before. */
  public SendOptions after(Duration time) {
    return new SendOptions(quoted, mentioned, everyone, linkPreview, Optional.of(time), audience);
  }
}
