package chatwarp.domain.port;

import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageClient;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which messages to list; what is absent excludes nothing.
 *
 * @param ids the message has each of them, so that two that differ leave nothing
 * @param chats any of them, each by either address of a one-to-one chat
 * @param participant the author in a group, by either address
 * @param types names of content fields, any of them; none for every kind but {@link #CHANGES}
 * @param from the earliest time, itself included
 * @param to the latest time, itself included
 */
public record MessageFilter(
    List<MessageId> ids,
    List<Jid> chats,
    Optional<Boolean> fromMe,
    Optional<UserJid> participant,
    List<String> types,
    Optional<MessageClient> client,
    Optional<Instant> from,
    Optional<Instant> to) {
  /** Kinds of messages that only change another one; listed only when asked for by name. */
  public static final List<String> CHANGES =
      List.of("protocolMessage", "editedMessage", "pollUpdateMessage", "secretEncryptedMessage");

  /** Every message. */
  public static final MessageFilter ALL =
      new MessageFilter(
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public MessageFilter {
    ids = List.copyOf(ids);
    chats = List.copyOf(chats);
    types = List.copyOf(types);
  }
}
