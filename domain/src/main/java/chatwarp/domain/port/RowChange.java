package chatwarp.domain.port;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.WebhookConfig;
import java.time.Instant;
import java.util.Optional;

/** One change of what users can read back. */
public sealed interface RowChange {
  /** Adds a message; one with the same (chat, sender, id) stays as it is. */
  record AddMessage(MessageRecord message) implements RowChange {}

  /** Moves a message's status forward, never back; nothing happens for an unknown message. */
  record SetStatus(Jid chat, boolean fromMe, MessageId id, MessageStatus status)
      implements RowChange {}

  /**
   * Adds a chat or updates it.
   *
   * @param name kept when absent
   * @param lastMessageAt the newer of this and the stored one wins
   * @param addUnread how much the unread count grows
   */
  record TouchChat(Jid chat, Optional<String> name, Instant lastMessageAt, int addUnread)
      implements RowChange {}

  /** Adds a contact or updates it; an absent name is kept. */
  record SaveContact(UserJid contact, Optional<String> pushName, Optional<UserJid> alternative)
      implements RowChange {}

  /** Who the instance is and where. */
  record SetProfile(Profile profile, Network network) implements RowChange {}

  /** The last final disconnect, or none while connected; and whether to connect at start. */
  record SetConnection(Optional<Disconnection> disconnection, boolean autoConnect)
      implements RowChange {}

  /** New settings. */
  record SetSettings(InstanceSettings settings) implements RowChange {}

  /** A new webhook, or none. */
  record SetWebhook(Optional<WebhookConfig> webhook) implements RowChange {}
}
