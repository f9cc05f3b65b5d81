package chatwarp.application.memory;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ConversationRepository;
import java.util.Optional;

/**
 * Which chats and contacts are already kept, so that a step can be turned into events without
 * reading the store. Filled by reads that happen outside any lock. What it does not remember counts
 * as new: an event too many, never one too few. One for the process; any thread may call.
 */
public final class KnownConversations {
  private record Key(InstanceId instance, Jid jid) {}

  /** What is known of a contact. */
  private record Name(Optional<String> pushName) {}

  /** How a contact stands to what is kept of it. */
  public enum Standing {
    /** Not kept yet. */
    NEW,
    /** Kept under another name. */
    RENAMED,
    /** Kept as it is. */
    SAME
  }

  private final ConversationRepository conversations;
  private final RecentMap<Key, Boolean> chats;
  private final RecentMap<Key, Name> contacts;
  private final KnownAddresses addresses;

  /**
   * @param capacity chats, contacts and addresses remembered at most, each
   */
  public KnownConversations(ConversationRepository conversations, int capacity) {
    this.conversations = conversations;
    this.chats = new RecentMap<>(capacity);
    this.contacts = new RecentMap<>(capacity);
    this.addresses = new KnownAddresses(conversations, capacity);
  }

  /** Which addresses are one person's; chats and contacts go by the name that it gives. */
  public KnownAddresses addresses() {
    return addresses;
  }

  /** Looks a chat up if nothing is remembered of it. Blocks; never called under a lock. */
  public void learnChat(InstanceId instance, Jid chat) {
    if (chat instanceof UserJid person) {
      addresses.learn(instance, person);
    }
    Key key = new Key(instance, addresses.name(instance, chat));
    if (chats.get(key).isEmpty() && conversations.chatExists(instance, chat)) {
      chats.put(key, true);
    }
  }

  /** Takes two addresses as one person's from now on; answers whether that is news. */
  public boolean link(InstanceId instance, UserJid phone, UserJid lid) {
    boolean news = addresses.link(instance, phone, lid);
    if (news) {
      Key named = new Key(instance, phone);
      Key other = new Key(instance, lid);
      chats.get(other).ifPresent(known -> chats.put(named, known));
      contacts
          .get(other)
          .ifPresent(name -> contacts.update(named, (_, before) -> before.orElse(name)));
    }
    return news;
  }

  /** Looks a contact up if nothing is remembered of it. Blocks; never called under a lock. */
  public void learnContact(InstanceId instance, UserJid contact) {
    addresses.learn(instance, contact);
    Key key = new Key(instance, addresses.name(instance, contact));
    if (contacts.get(key).isEmpty()) {
      conversations
          .contactName(instance, contact)
          .ifPresent(name -> contacts.put(key, new Name(name)));
    }
  }

  /** Takes a chat as kept from now on; answers whether it is new. */
  public boolean addChat(InstanceId instance, Jid chat) {
    boolean[] known = new boolean[1];
    chats.update(
        new Key(instance, chat),
        (_, before) -> {
          known[0] = before.isPresent();
          return true;
        });
    return !known[0];
  }

  /** Takes a contact as kept from now on; an absent name changes nothing. */
  public Standing addContact(InstanceId instance, UserJid contact, Optional<String> pushName) {
    Standing[] standing = new Standing[] {Standing.SAME};
    contacts.update(
        new Key(instance, contact),
        (_, before) -> {
          if (before.isEmpty()) {
            standing[0] = Standing.NEW;
            return new Name(pushName);
          }
          if (pushName.isEmpty() || before.get().pushName().equals(pushName)) {
            return before.get();
          }
          standing[0] = Standing.RENAMED;
          return new Name(pushName);
        });
    return standing[0];
  }

  /** The remembered name of a contact. */
  public Optional<String> rememberedName(InstanceId instance, UserJid contact) {
    return contacts.get(new Key(instance, contact)).flatMap(Name::pushName);
  }

  /** Whether a contact is remembered. */
  public boolean remembersContact(InstanceId instance, UserJid contact) {
    return contacts.get(new Key(instance, contact)).isPresent();
  }

  /** Forgets an instance: what was taken as kept may not have been. */
  public void forget(InstanceId instance) {
    chats.forget(key -> key.instance().equals(instance));
    contacts.forget(key -> key.instance().equals(instance));
    addresses.forget(instance);
  }
}
