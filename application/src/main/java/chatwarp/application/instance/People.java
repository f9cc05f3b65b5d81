package chatwarp.application.instance;

import chatwarp.application.memory.KnownConversations;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.RowChange;
import java.time.Instant;
import java.util.Optional;

/** What a step means for chats and contacts. Reads memories only. */
final class People {
  private final KnownConversations known;

  People(KnownConversations known) {
    this.known = known;
  }

  /** A message came with the addresses of its chat. */
  void met(Instance instance, MessageKey key) {
    known.meet(instance.id(), key);
  }

  /** The key as its chat's messages have it. */
  MessageKey named(Instance instance, MessageKey key) {
    return known.named(instance.id(), key);
  }

  /** Something happened in a chat. */
  void chat(
      Draft draft, Instance instance, Jid chat, Optional<String> name, Instant at, int unread) {
    draft.row(new RowChange.TouchChat(chat, name, at, unread));
    draft.event(
        known.addChat(instance.id(), chat)
            ? new InstanceEvent.ChatAdded(chat, name, unread)
            : new InstanceEvent.ChatChanged(chat));
  }

  /** Somebody was heard of. */
  void contact(
      Draft draft,
      Instance instance,
      UserJid person,
      Optional<String> pushName,
      Optional<UserJid> alternative) {
    switch (known.addContact(instance.id(), person, pushName)) {
      case NEW ->
          draft
              .row(new RowChange.SaveContact(person, pushName, alternative))
              .event(new InstanceEvent.ContactAdded(person, pushName));
      case RENAMED ->
          draft
              .row(new RowChange.SaveContact(person, pushName, alternative))
              .event(new InstanceEvent.ContactChanged(person, pushName));
      case SAME -> {
        // Nothing of this contact changed.
      }
    }
  }
}
