package chatwarp.domain.model;

import java.util.Optional;

/**
 * Names a message.
 *
 * @param chat the conversation, without device
 * @param fromMe sent by this account, from any of its devices
 * @param participant the author in a group, status or broadcast chat
 * @param chatAlt the other address (LID or phone) of a one-to-one chat
 * @param participantAlt the other address of the author
 */
public record MessageKey(
    Jid chat,
    boolean fromMe,
    MessageId id,
    Optional<UserJid> participant,
    Optional<UserJid> chatAlt,
    Optional<UserJid> participantAlt,
    Optional<AddressingMode> addressing) {

  /** A key with nothing but the essentials. */
  public static MessageKey of(Jid chat, boolean fromMe, MessageId id) {
    return new MessageKey(
        chat, fromMe, id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
