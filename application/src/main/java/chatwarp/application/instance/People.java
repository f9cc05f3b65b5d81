package chatwarp.application.instance;

import chatwarp.application.memory.KnownConversations;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;
import chatwarp.domain.port.RowChange;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What a step means for chats and contacts. Reads memories only. */
final class People {
  private final KnownConversations known;

  People(KnownConversations known) {
    this.known = known;
  }

  /** A message came with both addresses of whom it is about. */
  void met(Draft draft, Instance instance, MessageKey key) {
    if (key.chat() instanceof UserJid chat) {
      key.chatAlt().ifPresent(other -> linked(draft, instance, chat, other));
    }
    key.participant()
        .ifPresent(author ->
            key.participantAlt().ifPresent(other -> linked(draft, instance, author, other)));
  }

  /** These two are one person; other kinds of addresses have no names of their own. */
  void linked(Draft draft, Instance instance, UserJid one, UserJid two) {
    UserJid phone = one.isLid() ? two : one;
    UserJid lid = one.isLid() ? one : two;
    if (phone.kind() == UserServer.PHONE
        && lid.kind() == UserServer.LID
        && known.link(instance.id(), phone, lid)) {
      draft.row(new RowChange.LinkAddresses(phone, lid));
    }
  }

  /** The key with both addresses of its chat, as its messages have it. */
  MessageKey named(Instance instance, MessageKey key) {
    return known.addresses().name(instance.id(), key);
  }

  /** What users know a chat by. */
  Jid named(Instance instance, Jid chat) {
    return known.addresses().name(instance.id(), chat);
  }

  /** A person's other address, if it is remembered. */
  Optional<UserJid> other(Instance instance, UserJid person) {
    return known.addresses().other(instance.id(), person);
  }

  /** Something happened in a chat. */
  void chat(
      Draft draft, Instance instance, Jid chat, Optional<String> name, Instant at, int unread) {
    Jid named = named(instance, chat);
    Optional<UserJid> lid = known.addresses().lid(instance.id(), named);
    draft.row(new RowChange.TouchChat(named, name, at, unread));
    draft.event(
        known.addChat(instance.id(), named)
            ? new InstanceEvent.ChatAdded(named, lid, name, unread)
            : new InstanceEvent.ChatChanged(named, lid));
  }

  /** Somebody was heard of. */
  void contact(Draft draft, Instance instance, UserJid person, Optional<String> pushName) {
    UserJid named = known.addresses().name(instance.id(), person);
    Optional<UserJid> lid = known.addresses().lid(instance.id(), named);
    switch (known.addContact(instance.id(), named, pushName)) {
      case NEW ->
          draft
              .row(new RowChange.SaveContact(named, pushName))
              .event(new InstanceEvent.ContactAdded(named, lid, pushName));
      case RENAMED ->
          draft
              .row(new RowChange.SaveContact(named, pushName))
              .event(new InstanceEvent.ContactChanged(named, lid, pushName));
      case SAME -> {
        // Nothing of this contact changed.
      }
    }
  }

  /** What a member of a group calls themselves, if they are remembered by either address. */
  Optional<String> name(Instance instance, GroupParticipant member) {
    return Stream.of(Optional.of(member.jid()), member.phone(), member.lid())
        .flatMap(Optional::stream)
        .map(address -> known.addresses().name(instance.id(), address))
        .flatMap(named -> known.rememberedName(instance.id(), named).stream())
        .findFirst();
  }

  /** Somebody's picture changed, or the account's own. */
  void picture(Draft draft, Instance instance, UserJid person, Optional<ProfilePicture> picture) {
    UserJid named = known.addresses().name(instance.id(), person);
    boolean own = instance.profile().owner().filter(named::equals).isPresent();
    draft.event(
        new InstanceEvent.ContactPictureChanged(
            named,
            known.addresses().lid(instance.id(), named),
            own ? instance.profile().name() : known.rememberedName(instance.id(), named),
            picture));
  }
}
