package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What surrounds a content, whatever its kind.
 *
 * @param quoted the message it answers
 * @param mentioned whom it mentions, without devices
 * @param everyone whether it mentions all members of a group
 * @param forwardingScore how often it was forwarded; 0 for an original
 * @param expiration when it disappears
 * @param album the album message that it is a part of
 */
public record MessageContext(
    Optional<Quote> quoted,
    List<UserJid> mentioned,
    boolean everyone,
    int forwardingScore,
    Optional<Expiration> expiration,
    Optional<MessageKey> album) {
  /** Nothing around it. */
  public static final MessageContext NONE =
      new MessageContext(Optional.empty(), List.of(), false, 0, Optional.empty(), Optional.empty());

  public MessageContext {
    mentioned = List.copyOf(mentioned);
    if (forwardingScore < 0) {
      throw new InvalidValueException("forwardingScore", "is negative");
    }
  }

  /** The same with a quoted message. */
  public MessageContext quoting(Quote quote) {
    return new MessageContext(
        Optional.of(quote), mentioned, everyone, forwardingScore, expiration, album);
  }

  /** The same with people mentioned. */
  public MessageContext mentioning(List<UserJid> people) {
    return new MessageContext(quoted, people, everyone, forwardingScore, expiration, album);
  }

  /** The same, mentioning all members. */
  public MessageContext mentioningEveryone() {
    return new MessageContext(quoted, mentioned, true, forwardingScore, expiration, album);
  }

  /** The same, disappearing after a time. */
  public MessageContext expiringAfter(Duration time) {
    return expiring(new Expiration(time, Optional.empty()));
  }

  /** The same, disappearing. */
  public MessageContext expiring(Expiration when) {
    return new MessageContext(
        quoted, mentioned, everyone, forwardingScore, Optional.of(when), album);
  }

  /** The same as a part of an album. */
  public MessageContext inAlbum(MessageKey parent) {
    return new MessageContext(
        quoted, mentioned, everyone, forwardingScore, expiration, Optional.of(parent));
  }
}
