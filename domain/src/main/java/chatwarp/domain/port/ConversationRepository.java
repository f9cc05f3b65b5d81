package chatwarp.domain.port;

import chatwarp.domain.content.Expiration;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What was said, for reading. Failures are {@link StoreException}s. */
public interface ConversationRepository {
  /**
   * A message of this chat, or of any chat when absent, with its newest content; the newest message
   * when several have the id.
   */
  Optional<MessageRecord> message(InstanceId instance, Optional<Jid> chat, MessageId id);

  /** Whether this very message is kept. */
  boolean exists(InstanceId instance, Jid chat, UserJid sender, MessageId id);

  /**
   * The server's number when it refused our message of this id; empty for a message that was not
   * refused, or is not kept.
   */
  OptionalInt refusal(InstanceId instance, Jid chat, MessageId id);

  /** Whether a chat is kept. */
  boolean chatExists(InstanceId instance, Jid chat);

  /**
   * The disappearing timer of a chat with a person, the one that was set last under either address
   * that the address book knows; empty when none is known or it was switched off.
   */
  Optional<Expiration> chatTimer(InstanceId instance, UserJid chat);

  /** The stored name of a contact; empty inside when known without a name. */
  Optional<Optional<String>> contactName(InstanceId instance, UserJid contact);

  /** The stored names of those of these people who have one. */
  Map<UserJid, String> contactNames(InstanceId instance, Collection<UserJid> people);

  /** The send that was accepted under a key. */
  Optional<IdempotentSend> idempotentSend(InstanceId instance, IdempotencyKey key);

  /**
   * A page of messages, newest first.
   *
   * @param page first is 1
   * @param size messages on a page, 1 or more
   */
  MessagePage messages(InstanceId instance, MessageFilter filter, int page, int size);

  /**
   * Chats, the newest activity first.
   *
   * @param skip how many to leave out
   * @param take how many at most
   */
  List<ChatSummary> chats(InstanceId instance, ChatFilter filter, int skip, int take);

  /** How far a message of ours got with each of several people; empty for one-to-one chats. */
  List<MessageReceipt> receipts(InstanceId instance, Jid chat, MessageId message);

  /**
   * What everybody chose last in a poll, by the time of the choice. Who voted under both of their
   * addresses counts once, if either vote or the address book says that they are one person's.
   */
  List<PollVote> pollVotes(InstanceId instance, Jid chat, MessageId poll);

  /** Everybody in the address book. */
  List<UserJid> contacts(InstanceId instance);
}
