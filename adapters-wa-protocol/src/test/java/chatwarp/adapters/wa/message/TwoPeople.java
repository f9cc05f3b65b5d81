package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Ana and Bo, who talk to each other and in a group, and keep what was said. */
final class TwoPeople {
  static final UserJid ANA = UserJid.phone("5511999990001");
  static final UserJid ANA_LID = UserJid.lid("100000000000001");
  static final UserJid BO = UserJid.phone("5511999990002");
  static final UserJid BO_LID = UserJid.lid("100000000000002");
  static final UserJid EVE = UserJid.phone("5511999990003");
  static final GroupJid GROUP = new GroupJid("120363000000000001");
  static final Instant NOW = Instant.ofEpochSecond(1_750_000_000);

  /** One side of it. */
  static final class Side {
    final UserJid phone;
    private final People people;
    private final Map<MessageId, MessageRecord> kept = new HashMap<>();
    private final Random random;

    Side(UserJid phone, UserJid lid) {
      this.phone = phone;
      DeviceJid device = phone.device(1);
      this.people =
          new People(new OwnAddress(device, Optional.of(lid.device(1))), TwoPeople::otherAddress);
      this.random = new Random(phone.hashCode());
    }

    /** Writes as this person is named in a chat. */
    Author author(UserJid self) {
      return author(self, false);
    }

    Author author(UserJid self, boolean announcing) {
      return new Author(self, people, this::find, random, NOW, announcing);
    }

    Scene scene(Jid chat, UserJid speaker, boolean asAdmin) {
      return new Scene(chat, Optional.of(new Scene.Speaker(speaker, people)), asAdmin, this::find);
    }

    private Optional<MessageRecord> find(Jid chat, MessageId id) {
      return Optional.ofNullable(kept.get(id)).filter(r -> r.key().chat().equals(chat));
    }

    void keep(Jid chat, UserJid sender, String id, Message message) {
      kept.put(
          new MessageId(id),
          new MessageRecord(
              key(chat, sender, id),
              sender,
              Optional.empty(),
              NOW,
              MessageStatus.DELIVERY_ACK,
              Contents.wire(message, message.toByteArray())));
    }

    MessageKey key(Jid chat, UserJid sender, String id) {
      return new MessageKey(
          chat,
          people.isMe(sender),
          new MessageId(id),
          chat instanceof GroupJid ? Optional.of(sender) : Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    Message write(Jid chat, UserJid self, MessageContent content, MessageContext around) {
      return Contents.toProto(
          new OutgoingMessage(new MessageId("NEW"), chat, content, around, List.of()),
          author(self));
    }

    Optional<ReadContent> read(Jid chat, UserJid speaker, Message message) {
      return Contents.understand(message, scene(chat, speaker, false));
    }
  }

  final Side ana = new Side(ANA, ANA_LID);
  final Side bo = new Side(BO, BO_LID);

  /** Ana says something to Bo, and both keep it. */
  Message saidByAna(String id, MessageContent content) {
    Message message = ana.write(BO, ANA, content, MessageContext.NONE);
    ana.keep(BO, ANA, id, message);
    bo.keep(ANA, ANA, id, message);
    return message;
  }

  /** Somebody says something in the group, and both keep it. */
  Message saidInGroup(Side side, UserJid self, String id, MessageContent content) {
    Message message = side.write(GROUP, self, content, MessageContext.NONE);
    ana.keep(GROUP, self, id, message);
    bo.keep(GROUP, self, id, message);
    return message;
  }

  private static Optional<UserJid> otherAddress(UserJid person) {
    if (person.equals(ANA)) {
      return Optional.of(ANA_LID);
    }
    if (person.equals(ANA_LID)) {
      return Optional.of(ANA);
    }
    if (person.equals(BO)) {
      return Optional.of(BO_LID);
    }
    return person.equals(BO_LID) ? Optional.of(BO) : Optional.empty();
  }
}
