package chatwarp.domain.port;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.util.Optional;

/** What was said, for reading. Failures are {@link StoreException}s. */
public interface ConversationRepository {
  /** A message of this chat, or of any chat when absent; the newest when several have the id. */
  Optional<MessageRecord> message(InstanceId instance, Optional<Jid> chat, MessageId id);

  /** Whether this very message is kept. */
  boolean exists(InstanceId instance, Jid chat, UserJid sender, MessageId id);

  /** Whether a chat is kept. */
  boolean chatExists(InstanceId instance, Jid chat);

  /** The stored name of a contact; empty inside when known without a name. */
  Optional<Optional<String>> contactName(InstanceId instance, UserJid contact);

  /** The send that was accepted under a key. */
  Optional<IdempotentSend> idempotentSend(InstanceId instance, IdempotencyKey key);
}
