package chatwarp.domain.port;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a session tells its instance. Implemented by the application. */
public interface SessionHost {
  /**
   * Takes a step of the session: its state changes, and what happened. Adds rows and events, queues
   * it all as one change set and returns at once; called under the session's lock, so it never
   * blocks. Steps become durable in the order of the calls; the future then completes, or fails
   * with a {@link StoreException}.
   */
  CompletableFuture<Void> commit(SessionStep step);

  /** Tells something that need not be kept. Never blocks. */
  void signal(SessionSignal signal);

  /** Whether a message is already kept. May read the store, so it is called without the lock. */
  boolean knows(Jid chat, UserJid sender, MessageId id);

  /**
   * A kept message, for example the poll that a vote belongs to. Asked for before the step of every
   * message that edits, revokes or votes on another one: so the host learns without the lock what
   * it must know when it takes that step. May read the store, so it is called without the lock.
   */
  Optional<MessageRecord> message(Jid chat, MessageId id);

  /**
   * Whether somebody wants to hear of a new picture of this person or group: only then the session
   * asks WhatsApp where it is. May read the store, so it is called without the lock.
   */
  boolean followsPicture(Jid of);
}
