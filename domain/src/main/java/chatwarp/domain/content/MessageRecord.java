package chatwarp.domain.content;

import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as it is kept.
 *
 * @param sender who wrote it, without device
 * @param pushName the sender's name at that time
 * @param timestamp the server's time, whole seconds
 */
public record MessageRecord(
    MessageKey key,
    UserJid sender,
    Optional<String> pushName,
    Instant timestamp,
    MessageStatus status,
    WireContent content) {

  /** The same message with another status. */
  public MessageRecord withStatus(MessageStatus next) {
    return new MessageRecord(key, sender, pushName, timestamp, next, content);
  }

  /** The same message at another time. */
  public MessageRecord withTimestamp(Instant at) {
    return new MessageRecord(key, sender, pushName, at, status, content);
  }
}
