package chatwarp.domain.event;

import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.PollTally;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that happened to an instance. Each kind says when it happens. A chat with a person and
 * a contact are named by the phone number where that is known; {@code lid} is the LID beside it.
 */
public sealed interface InstanceEvent {

  /** How users know this event. */
  EventKind kind();

  /** The server took the instance up when it started. */
  record Started() implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.APPLICATION_STARTUP;
    }
  }

  /** The instance was created. */
  record Created() implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.INSTANCE_CREATE;
    }
  }

  /** The instance was deleted by its user. */
  record Deleted() implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.INSTANCE_DELETE;
    }
  }

  /** The instance is gone; follows {@link Deleted}. */
  record Removed() implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.REMOVE_INSTANCE;
    }
  }

  /** The account was logged out, by the phone, by WhatsApp or through the API. */
  record LoggedOut() implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.LOGOUT_INSTANCE;
    }
  }

  /** A final disconnect: nothing more is tried without the user. */
  record Stopped(Disconnection disconnection) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.STATUS_INSTANCE;
    }
  }

  /** A new QR or pairing code can be shown. */
  record QrUpdated(PairingOffer offer) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.QRCODE_UPDATED;
    }
  }

  /** Pairing stopped because too many QR codes went unscanned. */
  record QrLimitReached() implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.QRCODE_UPDATED;
    }
  }

  /**
   * The connection changed.
   *
   * @param statusReason 200, or the code of the disconnect
   * @param profile known when open
   */
  record ConnectionChanged(Link link, int statusReason, Profile profile) implements InstanceEvent {
    /** What users see of the connection. */
    public enum Link {
      CONNECTING,
      OPEN,
      CLOSE,
      REFUSED
    }

    @Override
    public EventKind kind() {
      return EventKind.CONNECTION_UPDATE;
    }
  }

  /** A message arrived, or was sent from another device of this account. */
  record MessageReceived(MessageRecord message) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.MESSAGES_UPSERT;
    }
  }

  /** A message was sent through the API; the server has not acknowledged it yet. */
  record MessageSent(MessageRecord message) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.SEND_MESSAGE;
    }
  }

  /**
   * A message got further, or was refused.
   *
   * @param participant whose device reports it, the recipient of a one-to-one message
   * @param errorCode the server's number when refused
   */
  record MessageStatusChanged(
      MessageKey key, Optional<UserJid> participant, MessageStatus status, OptionalInt errorCode)
      implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.MESSAGES_UPDATE;
    }
  }

  /** A chat appeared. */
  record ChatAdded(Jid chat, Optional<UserJid> lid, Optional<String> name, int unread)
      implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.CHATS_UPSERT;
    }
  }

  /** A chat got a new message. */
  record ChatChanged(Jid chat, Optional<UserJid> lid) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.CHATS_UPDATE;
    }
  }

  /** A person wrote for the first time. */
  record ContactAdded(UserJid contact, Optional<UserJid> lid, Optional<String> pushName)
      implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.CONTACTS_UPSERT;
    }
  }

  /** A known person's name changed. */
  record ContactChanged(UserJid contact, Optional<UserJid> lid, Optional<String> pushName)
      implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.CONTACTS_UPDATE;
    }
  }

  /**
   * The picture of a known person, or of the account itself, changed.
   *
   * @param picture none when it was taken away, or is not shown to this account
   */
  record ContactPictureChanged(
      UserJid contact,
      Optional<UserJid> lid,
      Optional<String> pushName,
      Optional<ProfilePicture> picture)
      implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.CONTACTS_UPDATE;
    }
  }

  /**
   * A message got a new content.
   *
   * @param edited the new content
   * @param sent whether the edit was made through the API
   */
  record MessageEdited(MessageKey key, WireContent edited, Instant at, boolean sent)
      implements InstanceEvent {
    @Override
    public EventKind kind() {
      return sent ? EventKind.SEND_MESSAGE_UPDATE : EventKind.MESSAGES_EDITED;
    }
  }

  /**
   * A message was deleted for everyone.
   *
   * @param deleted what it was, when it is kept
   */
  record MessageDeleted(MessageKey key, Optional<MessageRecord> deleted) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.MESSAGES_DELETE;
    }
  }

  /** Somebody voted in a poll; the tally is the whole one. */
  record PollVoted(MessageKey poll, List<PollTally> tally) implements InstanceEvent {
    public PollVoted {
      tally = List.copyOf(tally);
    }

    @Override
    public EventKind kind() {
      return EventKind.MESSAGES_UPDATE;
    }
  }

  /**
   * Somebody said whether they come to an appointment; what they said before counts no more.
   *
   * @param reply the message that says so
   */
  record EventAnswered(MessageKey reply, EventReplyContent answer, Instant at)
      implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.MESSAGES_UPDATE;
    }
  }

  /**
   * Somebody is there, is typing, or is neither.
   *
   * @param chat where, for typing in a group
   * @param person in a group by the address that they are a member with
   */
  record PresenceSeen(
      Jid chat,
      UserJid person,
      Optional<UserJid> lid,
      Presence presence,
      Optional<Instant> lastSeen)
      implements InstanceEvent {
    /** What somebody does. */
    public enum Presence {
      AVAILABLE,
      UNAVAILABLE,
      COMPOSING,
      RECORDING,
      PAUSED
    }

    @Override
    public EventKind kind() {
      return EventKind.PRESENCE_UPDATE;
    }
  }

  /** A group appeared. */
  record GroupAdded(GroupMetadata group, Optional<UserJid> author) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.GROUPS_UPSERT;
    }
  }

  /** A group's subject, description, settings or the like changed. */
  record GroupUpdated(GroupJid group, Optional<UserJid> author, GroupChange change)
      implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.GROUP_UPDATE;
    }
  }

  /**
   * A group's picture changed.
   *
   * @param picture none when it was taken away
   */
  record GroupPictureChanged(
      GroupJid group, Optional<UserJid> author, Optional<ProfilePicture> picture)
      implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.GROUP_UPDATE;
    }
  }

  /**
   * Members of a group came, went or got another role.
   *
   * @param names what those call themselves who are known by name, by the address in the change
   */
  record GroupMembersChanged(
      GroupJid group, Optional<UserJid> author, GroupChange change, Map<UserJid, String> names)
      implements InstanceEvent {
    public GroupMembersChanged {
      names = Map.copyOf(names);
    }

    @Override
    public EventKind kind() {
      return EventKind.GROUP_PARTICIPANTS_UPDATE;
    }
  }
}
