package chatwarp.domain.port;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;
import chatwarp.domain.model.WebhookConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One change of what users can read back. */
public sealed interface RowChange {
  /** Adds a message; one with the same (chat, sender, id) stays as it is. */
  record AddMessage(MessageRecord message) implements RowChange {}

  /**
   * Moves a message's status forward, never back; nothing happens for an unknown message.
   *
   * @param errorCode the server's number when it refused the message; kept with the status
   */
  record SetStatus(
      Jid chat, boolean fromMe, MessageId id, MessageStatus status, OptionalInt errorCode)
      implements RowChange {
    public SetStatus {
      if (errorCode.isPresent() && status != MessageStatus.ERROR) {
        throw new IllegalArgumentException("only a refused message has an error code");
      }
    }

    /** Without an error code. */
    public SetStatus(Jid chat, boolean fromMe, MessageId id, MessageStatus status) {
      this(chat, fromMe, id, status, OptionalInt.empty());
    }
  }

  /**
   * Gives a message a new content, unless it has a newer one; nothing happens for an unknown
   * message. The message is the one of this chat, direction and id; in a group, written by the
   * key's participant, under either address.
   */
  record EditMessage(MessageKey key, WireContent content, Instant at) implements RowChange {}

  /**
   * Puts a message's file at another place: the content is the kept one but for where the file is,
   * so the message does not count as edited. Nothing happens for an unknown message and for one
   * that was edited since. Which message is told as for {@link EditMessage}.
   *
   * @param edited when the content that the file was found in was edited
   */
  record MoveFile(MessageKey key, WireContent content, Optional<Instant> edited)
      implements RowChange {}

  /**
   * Marks a message as deleted for everyone; what it said stays. Which message is told as for
   * {@link EditMessage}.
   */
  record DeleteMessage(MessageKey key, Instant at) implements RowChange {}

  /** Moves forward how far a message of ours got with one of several people, never back. */
  record SetReceipt(Jid chat, MessageId id, UserJid participant, MessageStatus status, Instant at)
      implements RowChange {}

  /**
   * Keeps what somebody chose in a poll; it replaces what they chose before under either address,
   * unless that is newer.
   */
  record AddPollVote(Jid chat, MessageId poll, PollVote vote) implements RowChange {}

  /** Keeps who gets a status post of ours; once kept, it stays as it is. */
  record KeepAudience(MessageId post, List<UserJid> people) implements RowChange {
    public KeepAudience {
      people = List.copyOf(people);
    }
  }

  /** Names a chat; nothing happens for an unknown chat. */
  record NameChat(Jid chat, String name) implements RowChange {}

  /** Nothing is unread in a chat any more; nothing happens for an unknown chat. */
  record ReadChat(Jid chat) implements RowChange {}

  /**
   * Adds a chat or updates it.
   *
   * @param name kept when absent
   * @param lastMessageAt the newer of this and the stored one wins
   * @param addUnread how much the unread count grows
   */
  record TouchChat(Jid chat, Optional<String> name, Instant lastMessageAt, int addUnread)
      implements RowChange {}

  /**
   * Keeps the disappearing timer of a chat between two, unless a newer one is kept; nothing happens
   * for an unknown chat.
   *
   * @param timer zero when it was switched off
   * @param setAt when it was set; {@link Instant#EPOCH} when nobody said, which is older than all
   */
  record SetChatTimer(Jid chat, Duration timer, Instant setAt) implements RowChange {}

  /** Adds a contact or updates it; an absent name is kept. */
  record SaveContact(UserJid contact, Optional<String> pushName) implements RowChange {}

  /**
   * A phone number and a LID are one person's from now on. What is kept of their chats becomes one
   * chat under the number, what is kept of them as a contact one contact; later changes of a chat
   * or a contact under the LID are about those. Messages stay as they came, and are found under
   * either. A LID has one number, the one that was linked last.
   */
  record LinkAddresses(UserJid phone, UserJid lid) implements RowChange {
    public LinkAddresses {
      if (phone.kind() != UserServer.PHONE || lid.kind() != UserServer.LID) {
        throw new IllegalArgumentException("a phone number is linked with a LID");
      }
    }
  }

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
