package chatwarp.application.memory;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ConversationRepository;
import java.util.Optional;

/**
 * Which phone number and which LID are one person's, so that everything that is told of a person
 * names them alike. Filled by what is linked, and by reads that happen outside any lock. What it
 * does not remember goes by the address that it came with. One for the process, bounded; any thread
 * may call.
 */
public final class KnownAddresses {
  private record Key(InstanceId instance, Jid person) {}

  private final ConversationRepository conversations;
  private final RecentMap<Key, Optional<UserJid>> others;

  KnownAddresses(ConversationRepository conversations, int capacity) {
    this.conversations = conversations;
    this.others = new RecentMap<>(capacity);
  }

  /** Looks a person up if nothing is remembered of them. Blocks; never called under a lock. */
  public void learn(InstanceId instance, UserJid person) {
    if (others.get(new Key(instance, person)).isEmpty()) {
      Optional<UserJid> read = conversations.otherAddress(instance, person);
      remember(instance, person, read);
      read.ifPresent(other -> remember(instance, other, Optional.of(person)));
    }
  }

  /** A link that came while the store was read is newer than what was read. */
  private void remember(InstanceId instance, UserJid person, Optional<UserJid> read) {
    others.update(
        new Key(instance, person), (_, before) -> before.filter(Optional::isPresent).orElse(read));
  }

  /** Takes two addresses as one person's from now on; answers whether that is news. */
  boolean link(InstanceId instance, UserJid phone, UserJid lid) {
    boolean[] news = new boolean[1];
    others.update(
        new Key(instance, lid),
        (_, before) -> {
          Optional<UserJid> now = Optional.of(phone);
          news[0] = before.filter(now::equals).isEmpty();
          return now;
        });
    others.put(new Key(instance, phone), Optional.of(lid));
    return news[0];
  }

  /** The other address of a person, if it is remembered. */
  public Optional<UserJid> other(InstanceId instance, Jid person) {
    return others.get(new Key(instance, person)).flatMap(found -> found);
  }

  /** What users know a chat by: a person's phone number, where it is known. */
  public Jid name(InstanceId instance, Jid chat) {
    return chat instanceof UserJid person ? name(instance, person) : chat;
  }

  /** What users know a person by: their phone number, where it is known. */
  public UserJid name(InstanceId instance, UserJid person) {
    return person.isLid() ? other(instance, person).orElse(person) : person;
  }

  /** The LID beside the name of a chat, where both are known. */
  public Optional<UserJid> lid(InstanceId instance, Jid name) {
    return other(instance, name).filter(UserJid::isLid);
  }

  /**
   * The key with the other address of its chat: receipts and changes name a chat by one address
   * only.
   */
  public MessageKey name(InstanceId instance, MessageKey key) {
    Optional<UserJid> other = other(instance, key.chat());
    return key.chatAlt().isPresent() || other.isEmpty()
        ? key
        : new MessageKey(
            key.chat(),
            key.fromMe(),
            key.id(),
            key.participant(),
            other,
            key.participantAlt(),
            key.addressing());
  }

  void forget(InstanceId instance) {
    others.forget(key -> key.instance().equals(instance));
  }
}
