package chatwarp.adapters.wa.message;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import java.util.Optional;

/**
 * Where something is said, and by whom. Keys inside messages are written from the sender's point of
 * view (05 §18); here they become ours.
 *
 * @param chat the conversation, without device
 * @param speaker who says it; absent when nobody told, and then keys are taken as they are
 * @param asAdmin whether the server let it pass as an admin's ({@code edit=8})
 * @param kept messages that it may speak of
 */
record Scene(Jid chat, Optional<Speaker> speaker, boolean asAdmin, KeptMessages kept) {
  /** Who says something, and whom we know. */
  record Speaker(UserJid person, People people) {
    boolean isMe() {
      return people.isMe(person);
    }
  }

  /** A scene that nothing is known of but the chat. */
  static Scene in(Jid chat) {
    return new Scene(chat, Optional.empty(), false, KeptMessages.NONE);
  }

  /** The same scene for what is inside another message: it may not speak of a third one. */
  Scene withoutMemory() {
    return new Scene(chat, speaker, asAdmin, KeptMessages.NONE);
  }

  /**
   * The message that a key of the sender's names in this chat. A chat between two has two
   * addresses; the key has the one under which the message is kept, whichever this comes by.
   */
  Optional<MessageKey> key(chatwarp.adapters.wa.proto.MessageKey key) {
    return key(key, chat);
  }

  /** The same, where the key may also name a status update. */
  Optional<MessageKey> keyOrStatus(chatwarp.adapters.wa.proto.MessageKey key) {
    boolean status = key.getRemoteJid().equals(BroadcastJid.STATUS.toString());
    return key(key, status ? BroadcastJid.STATUS : chat);
  }

  private Optional<MessageKey> key(chatwarp.adapters.wa.proto.MessageKey key, Jid where) {
    if (key.getId().isEmpty()) {
      return Optional.empty();
    }
    boolean many = where instanceof GroupJid || where instanceof BroadcastJid;
    Jid kept = many ? where : target(key).map(found -> found.key().chat()).orElse(where);
    Optional<UserJid> author = author(key);
    boolean fromMe =
        speaker.map(s -> author.filter(s.people()::isMe).isPresent()).orElse(key.getFromMe());
    return Optional.of(
        new MessageKey(
            kept,
            fromMe,
            new MessageId(key.getId()),
            many ? author : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /** Who wrote the message that a key of the sender's names. */
  Optional<UserJid> author(chatwarp.adapters.wa.proto.MessageKey key) {
    if (speaker.isPresent() && key.getFromMe()) {
      return speaker.map(Speaker::person);
    }
    if (!key.getParticipant().isEmpty()) {
      return person(key.getParticipant());
    }
    if (chat instanceof UserJid other && speaker.isPresent()) {
      Speaker said = speaker.get();
      return Optional.of(said.isMe() ? other : said.people().own().in(chat));
    }
    return Optional.empty();
  }

  /**
   * Whether the sender wrote the message that they speak of: their key says so, and what we kept
   * does not say otherwise.
   */
  boolean isTheirs(chatwarp.adapters.wa.proto.MessageKey key) {
    if (speaker.isEmpty()) {
      return true;
    }
    Speaker said = speaker.get();
    return author(key).filter(a -> said.people().same(said.person(), a)).isPresent()
        && target(key).map(kept -> wrote(said, kept)).orElse(true);
  }

  private static boolean wrote(Speaker said, MessageRecord kept) {
    return said.people().same(said.person(), kept.sender())
        || kept.key().participantAlt().filter(said.person()::equals).isPresent();
  }

  /** The kept message that a key of the sender's names. */
  Optional<MessageRecord> target(chatwarp.adapters.wa.proto.MessageKey key) {
    return speaker
        .filter(_ -> !key.getId().isEmpty())
        .flatMap(s -> s.people().find(kept, chat, new MessageId(key.getId())));
  }

  /** A person's address without device; none when the text is something else. */
  static Optional<UserJid> person(String text) {
    try {
      return Jid.parse(text).bare() instanceof UserJid person
          ? Optional.of(person)
          : Optional.empty();
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }
}
