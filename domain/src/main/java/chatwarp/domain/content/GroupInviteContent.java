package chatwarp.domain.content;

import chatwarp.domain.model.GroupJid;
import java.time.Instant;
import java.util.Optional;

/** An invitation into a group for one person (protocol/08 §1.7). */
public record GroupInviteContent(
    GroupJid group,
    String code,
    Instant expiration,
    String groupName,
    Optional<String> caption,
    Optional<Thumbnail> thumbnail)
    implements MessageContent {
  /** The code is a secret. */
  @Override
  public String toString() {
    return "GroupInviteContent[" + group + "]";
  }
}
