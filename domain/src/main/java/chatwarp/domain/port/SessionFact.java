package chatwarp.domain.port;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.event.GroupChange;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened on WhatsApp and must not be forgotten. */
public sealed interface SessionFact {

  /** What the device needs to log in changed: first keys, pairing, a new name, routing. */
  record AuthChanged(AuthState auth) implements SessionFact {}

  /** A phone linked this device; follows with the next login. */
  record Paired(AuthState auth) implements SessionFact {}

  /**
   * A message arrived, or was sent from another device of this account.
   *
   * @param content in our words, when it is a kind that we understand; what was encrypted under
   *     another message's secret is opened
   */
  record Received(MessageRecord message, Optional<ReadContent> content) implements SessionFact {}

  /** A message of ours is encrypted and about to be sent. */
  record Prepared(MessageRecord message) implements SessionFact {}

  /** The server has a message of ours. */
  record SendAcked(Jid chat, MessageId id, Instant at) implements SessionFact {}

  /**
   * The server refused a message of ours; it is sent no more.
   *
   * @param code the server's number, or {@link #ENDED_THE_STREAM}
   */
  record SendRefused(Jid chat, MessageId id, int code) implements SessionFact {
    /** The server gave no number but ended the stream over the message, twice: a bad request. */
    public static final int ENDED_THE_STREAM = 400;
  }

  /**
   * Somebody's device got, read or played messages.
   *
   * @param participant who
   * @param fromMe whether the messages are ours
   */
  record ReceiptReceived(
      Jid chat,
      UserJid participant,
      boolean fromMe,
      List<MessageId> ids,
      MessageStatus status,
      Instant at)
      implements SessionFact {
    public ReceiptReceived {
      ids = List.copyOf(ids);
    }
  }

  /** Somebody's name became known or changed. */
  record NameLearned(UserJid person, String pushName) implements SessionFact {}

  /** A phone number's LID became known. */
  record LidLearned(UserJid phone, UserJid lid) implements SessionFact {}

  /**
   * A group changed.
   *
   * @param author who did it, when the server says so
   */
  record GroupChanged(GroupJid group, Optional<UserJid> author, Instant at, GroupChange change)
      implements SessionFact {}

  /**
   * A profile picture changed.
   *
   * @param of whose, a person's or a group's
   * @param now the new one; none when it was taken away, or is not shown to this account
   */
  record PictureChanged(Jid of, Optional<UserJid> author, Optional<ProfilePicture> now)
      implements SessionFact {}
}
