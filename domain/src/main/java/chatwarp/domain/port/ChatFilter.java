package chatwarp.domain.port;

import chatwarp.domain.model.Jid;
import java.time.Instant;
import java.util.Optional;

/**
 * Which chats to list; what is absent excludes nothing.
 *
 * @param from the earliest last message, itself included
 * @param to the latest last message, itself included
 */
public record ChatFilter(Optional<Jid> chat, Optional<Instant> from, Optional<Instant> to) {
  /** Every chat. */
  public static final ChatFilter ALL =
      new ChatFilter(Optional.empty(), Optional.empty(), Optional.empty());
}
