package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.DeviceSentMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Device;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Opens the message stanzas that reach a phone (05 §12): finds the sender, decrypts, takes off
 * padding and wrapping. Belongs to the phone's executor.
 */
final class MessageReader {
  private final PhoneKit kit;

  MessageReader(PhoneKit kit) {
    this.kit = kit;
  }

  /** What became of one stanza; never throws for what is inside its ciphertext. */
  Received read(Node stanza) {
    DeviceJid from = sender(stanza);
    boolean own = kit.own(from);
    Jid chat = chat(stanza, from, own);
    try {
      return received(stanza, from, chat, own, open(stanza, from));
    } catch (UnreadableException e) {
      return new Received(stanza, from, chat, own, new InboxEntry.Failed(e.reason(), detail(e)));
    }
  }

  /** A stanza and what was in it. */
  record Received(Node stanza, DeviceJid from, Jid chat, boolean own, InboxEntry.Content content) {
    InboxEntry entry(long order, Findings findings) {
      return new InboxEntry(
          order, from, chat, stanza.requireAttr("id"), sentAt(), stanza, findings, content);
    }

    Instant sentAt() {
      return Instant.ofEpochSecond(stanza.attrLong("t").orElse(0));
    }

    /** Whom the chat is with, when it is one between two. */
    Optional<UserJid> person() {
      return chat.bare() instanceof UserJid person ? Optional.of(person) : Optional.empty();
    }

    boolean peer() {
      return stanza.attrIs("category", "peer");
    }
  }

  private Received received(Node stanza, DeviceJid from, Jid chat, boolean own, Message message) {
    if (!message.hasDeviceSentMessage()) {
      return new Received(stanza, from, chat, own, new InboxEntry.Opened(message, own));
    }
    if (!own) {
      throw new UnreadableException(
          Unreadable.BAD_CONTENT, "a stranger's message claims to be an own copy");
    }
    DeviceSentMessage copy = message.getDeviceSentMessage();
    Message inner = copy.getMessage();
    if (message.hasMessageContextInfo() && !inner.hasMessageContextInfo()) {
      inner = inner.toBuilder().setMessageContextInfo(message.getMessageContextInfo()).build();
    }
    return new Received(
        stanza, from, destination(copy, chat), true, new InboxEntry.Opened(inner, true));
  }

  private static Jid destination(DeviceSentMessage copy, Jid fallback) {
    if (!copy.hasDestinationJid()) {
      return fallback;
    }
    try {
      return Jid.parse(copy.getDestinationJid());
    } catch (InvalidValueException e) {
      throw new UnreadableException(Unreadable.BAD_CONTENT, "own copy to no address", e);
    }
  }

  private Message open(Node stanza, DeviceJid from) {
    List<Node> encrypted = ciphertexts(stanza);
    if (encrypted.isEmpty()) {
      throw new UnreadableException(Unreadable.UNSUPPORTED, "no ciphertext");
    }
    boolean forMany = encrypted.stream().anyMatch(MessageReader::common);
    Message.Builder merged = Message.newBuilder();
    // The key for a group's ciphertext comes in one of its own, wherever that stands.
    for (Node enc : encrypted) {
      if (!common(enc)) {
        openOwn(stanza, from, enc, forMany).ifPresent(merged::mergeFrom);
      }
    }
    for (Node enc : encrypted) {
      if (common(enc)) {
        merged.mergeFrom(
            parsed(
                kit.senderKeys()
                    .decrypt(stanza.requireJid("from"), kit.address(from), enc.requireBytes())));
      }
    }
    return merged.build();
  }

  private static boolean common(Node enc) {
    return enc.attrIs("type", "skmsg");
  }

  /** A key that came before is no reason not to read what comes with it (05 §12). */
  private Optional<Message> openOwn(Node stanza, DeviceJid from, Node enc, boolean withCommon) {
    Message message;
    try {
      message =
          parsed(
              kit.sessions()
                  .decrypt(kit.address(from), enc.requireAttr("type"), enc.requireBytes()));
    } catch (UnreadableException e) {
      if (withCommon && e.reason() == Unreadable.DUPLICATE) {
        return Optional.empty();
      }
      throw e;
    }
    return Optional.of(takeKey(stanza, from, message));
  }

  /** Takes the sender key out of a message to a group; it is for the phone, not for its owner. */
  private Message takeKey(Node stanza, DeviceJid from, Message message) {
    Message inner =
        message.hasDeviceSentMessage() ? message.getDeviceSentMessage().getMessage() : message;
    if (!inner.hasSenderKeyDistributionMessage() || !stanza.has("participant")) {
      return message;
    }
    byte[] key =
        inner
            .getSenderKeyDistributionMessage()
            .getAxolotlSenderKeyDistributionMessage()
            .toByteArray();
    kit.senderKeys().accept(stanza.requireJid("from"), kit.address(from), key);
    Message rest = inner.toBuilder().clearSenderKeyDistributionMessage().build();
    return message.hasDeviceSentMessage()
        ? message.toBuilder()
            .setDeviceSentMessage(message.getDeviceSentMessage().toBuilder().setMessage(rest))
            .build()
        : rest;
  }

  private static Message parsed(byte[] padded) {
    try {
      return Message.parseFrom(Padding.unpad(padded));
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableException(Unreadable.BAD_CONTENT, "no message inside", e);
    }
  }

  /** The ciphertexts meant for the phone, bare or among the participants. */
  private List<Node> ciphertexts(Node stanza) {
    List<Node> bare = stanza.children("enc");
    if (!bare.isEmpty()) {
      return bare;
    }
    return stanza.child("participants").stream()
        .flatMap(list -> list.children("to").stream())
        .filter(to ->
            to.attrJid("jid").flatMap(kit.accounts()::device).filter(this::isThis).isPresent())
        .flatMap(to -> to.children("enc").stream())
        .toList();
  }

  private boolean isThis(Device device) {
    return device == kit.device();
  }

  /** The sending device; a bare address is a phone. */
  static DeviceJid sender(Node stanza) {
    Jid from = stanza.attrJid("participant").orElseGet(() -> stanza.requireJid("from"));
    return switch (from) {
      case DeviceJid device -> device;
      case UserJid user -> user.device(0);
      default -> throw new UnreadableException(Unreadable.UNSUPPORTED, "sent by no person");
    };
  }

  private static Jid chat(Node stanza, DeviceJid from, boolean own) {
    if (stanza.has("participant")) {
      return stanza.requireJid("from");
    }
    return own ? stanza.attrJid("recipient").orElse(from.owner()) : from.owner();
  }

  private static String detail(UnreadableException e) {
    String message = e.getMessage();
    return message == null ? "" : message;
  }
}
