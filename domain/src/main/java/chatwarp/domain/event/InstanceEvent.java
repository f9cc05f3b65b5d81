package chatwarp.domain.event;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.UserJid;
import java.util.Optional;
import java.util.OptionalInt;

/** Something that happened to an instance. Each kind says when it happens. */
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
  record Stopped(DisconnectReason reason) implements InstanceEvent {
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
  record ChatAdded(Jid chat, Optional<String> name, int unread) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.CHATS_UPSERT;
    }
  }

  /** A chat got a new message. */
  record ChatChanged(Jid chat) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.CHATS_UPDATE;
    }
  }

  /** A person wrote for the first time. */
  record ContactAdded(UserJid contact, Optional<String> pushName) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.CONTACTS_UPSERT;
    }
  }

  /** A known person's name changed. */
  record ContactChanged(UserJid contact, Optional<String> pushName) implements InstanceEvent {
    @Override
    public EventKind kind() {
      return EventKind.CONTACTS_UPDATE;
    }
  }
}
