package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.NewsletterJid;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.util.Optional;

/**
 * Where a message comes from and where it belongs, as its attributes say (05 §12).
 *
 * @param chat the conversation, without device
 * @param device whose device encrypted it
 * @param senderAlt the sender's other address
 * @param chatAlt the other address of a one-to-one chat
 * @param peer whether it is for this device alone, from our own phone
 */
record MessageSource(
    MessageId id,
    Jid chat,
    DeviceJid device,
    boolean fromMe,
    Optional<UserJid> senderAlt,
    Optional<UserJid> chatAlt,
    Optional<AddressingMode> addressing,
    boolean peer) {

  /**
   * Reads the attributes.
   *
   * @throws NodeException when one is missing
   * @throws SessionException.Malformed when they contradict each other
   */
  static MessageSource of(Node message, OwnAddress own) {
    MessageId id = new MessageId(message.requireAttr("id"));
    return switch (message.requireJid("from")) {
      case GroupJid group -> many(message, id, group, own);
      case BroadcastJid list -> many(message, id, list, own);
      case UserJid phone -> one(message, id, phone.device(0), own);
      case DeviceJid device -> one(message, id, device, own);
      case NewsletterJid _, ServerJid _, OtherJid _ ->
          throw new SessionException.Malformed("a message comes from no person and no group");
    };
  }

  private static MessageSource many(Node message, MessageId id, Jid chat, OwnAddress own) {
    DeviceJid device = device(message.requireJid("participant"));
    Optional<UserJid> alt = person(message, device.isLid() ? "participant_pn" : "participant_lid");
    Optional<AddressingMode> mode =
        chat instanceof GroupJid
            ? Optional.of(
                message
                    .attr("addressing_mode")
                    .map(m -> m.equals("lid") ? AddressingMode.LID : AddressingMode.PN)
                    .orElse(device.isLid() ? AddressingMode.LID : AddressingMode.PN))
            : Optional.empty();
    return new MessageSource(
        id, chat, device, own.is(device.owner()), alt, Optional.empty(), mode, false);
  }

  private static MessageSource one(Node message, MessageId id, DeviceJid device, OwnAddress own) {
    Optional<Jid> recipient = message.attrJid("recipient").map(Jid::bare);
    boolean fromMe = own.is(device.owner());
    if (!fromMe && recipient.isPresent()) {
      throw new SessionException.Malformed("a message of somebody else names a recipient");
    }
    Jid chat = recipient.map(MessageSource::plain).orElseGet(() -> LidMap.plain(device.owner()));
    boolean chatByLid = chat instanceof UserJid person && person.isLid();
    Optional<UserJid> senderAlt = person(message, device.isLid() ? "sender_pn" : "sender_lid");
    Optional<UserJid> chatAlt =
        fromMe
            ? person(message, chatByLid ? "peer_recipient_pn" : "peer_recipient_lid")
                .or(() -> person(message, chatByLid ? "recipient_pn" : "recipient_lid"))
            : senderAlt;
    return new MessageSource(
        id,
        chat,
        device,
        fromMe,
        senderAlt,
        chatAlt,
        Optional.of(chatByLid ? AddressingMode.LID : AddressingMode.PN),
        fromMe && message.attrIs("category", "peer"));
  }

  /** Who wrote it. */
  UserJid sender() {
    return LidMap.plain(device.owner());
  }

  /** Whether the chat is one where many write, so that each message names its author. */
  boolean amongMany() {
    return amongMany(chat);
  }

  static boolean amongMany(Jid chat) {
    return chat instanceof GroupJid || chat instanceof BroadcastJid;
  }

  /** Names it for the application. */
  MessageKey key(Jid inChat) {
    boolean many = amongMany(inChat);
    return new MessageKey(
        inChat,
        fromMe,
        id,
        many ? Optional.of(sender()) : Optional.empty(),
        many ? Optional.empty() : chatAlt,
        many ? senderAlt : Optional.empty(),
        addressing);
  }

  private static Jid plain(Jid jid) {
    return jid instanceof UserJid person ? LidMap.plain(person) : jid;
  }

  static DeviceJid device(Jid jid) {
    return switch (jid) {
      case DeviceJid device -> device;
      case UserJid phone -> phone.device(0);
      case GroupJid _, BroadcastJid _, NewsletterJid _, ServerJid _, OtherJid _ ->
          throw new SessionException.Malformed("a device has the address of something else");
    };
  }

  private static Optional<UserJid> person(Node message, String attribute) {
    return message
        .attrJid(attribute)
        .map(Jid::bare)
        .filter(UserJid.class::isInstance)
        .map(UserJid.class::cast);
  }
}
