package chatwarp.adapters.wa.message;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import java.util.Optional;

/** Messages of before, for contents that speak of another message. */
@FunctionalInterface
interface KeptMessages {
  /** Remembers nothing. */
  KeptMessages NONE = (_, _) -> Optional.empty();

  /** A kept message of a chat. */
  Optional<MessageRecord> find(Jid chat, MessageId id);
}
