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

/**
 * What was said, for reading. Failures are {@link StoreException}s.
 *
 * <p>A chat with a person is found by each address that is linked with the one that is asked for
 * ({@link RowChange.LinkAddresses}), and so is a contact. A message that came by a LID alone has
 * the linked number as the other address of its chat.
 */
public interface ConversationRepository {
  /**
   * A message of this chat, or of any chat when absent, with its newest content; the newest message
   * when several have the id.
   */
  Optional<MessageRecord> message(InstanceId instance, Optional<Jid> chat, MessageId id);

  /** Whether this very message is kept, in the chat as it came with. */
  boolean exists(InstanceId instance, Jid chat, UserJid sender, MessageId id);

  /**
   * The server's number when it refused our message of this id; empty for a message that was not
   * refused, or is not kept.
   */
  OptionalInt refusal(InstanceId instance, Jid chat, MessageId id);

  /** The address that is linked with this one: of a LID its number, of a number its newest LID. */
  Optional<UserJid> otherAddress(InstanceId instance, UserJid person);

  /** Whether a chat is kept. */
  boolean chatExists(InstanceId instance, Jid chat);

  /**
   * The disappearing timer of a chat with a person, the one that was set last; empty when none is
   * known or it was switched off.
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
   * addresses counts once, if either vote says that they are one person's or they are linked.
   */
  List<PollVote> pollVotes(InstanceId instance, Jid chat, MessageId poll);

  /** Who got a status post of ours; empty when that is not kept. */
  List<UserJid> audience(InstanceId instance, MessageId post);

  /** Everybody in the address book. */
  List<UserJid> contacts(InstanceId instance);
}
