package chatwarp.application.chat;

import chatwarp.application.message.Recipient;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.ChatSummary;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.MessagePage;
import chatwarp.domain.port.MessageReceipt;
import chatwarp.domain.port.PollVote;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What users do with chats.
 *
 * <p>Any thread may call; methods block and are meant for virtual threads. Failures are {@link
 * ChatException}s, {@link chatwarp.application.message.SendException}s, {@link
 * chatwarp.application.instance.InstanceException}s and the domain's port exceptions. What only
 * reads is answered whether or not the instance is connected.
 */
public interface Chats {
  /**
   * Which of these are on WhatsApp, in the order asked. Addresses of groups, lists and channels
   * count as existing.
   *
   * @throws chatwarp.application.message.SendException.NotConnected when nobody can be asked
   */
  List<NumberCheck> lookup(InstanceName instance, List<Recipient> people);

  /**
   * Tells that messages were read, or played. Own messages, and such as are not kept and do not
   * name their author, are left out when they were only read.
   *
   * @throws chatwarp.domain.model.InvalidValueException when one that was played is not kept, is
   *     our own, or is not of a kind to be played; then nothing is told
   */
  void markRead(InstanceName instance, List<SeenMessage> messages);

  /**
   * Shows typing or recording for so long, blocking; {@code PAUSED} is shown at once. Whether the
   * account is there is shown to everybody and stays; the time is waited for.
   *
   * @throws chatwarp.application.message.SendException.NotConnected when nobody can be shown it
   * @throws chatwarp.application.message.SendException.NotOnWhatsApp when the number has no account
   */
  void showPresence(InstanceName instance, Recipient recipient, ShownPresence shown, Duration time);

  /** The address of a person or group and its profile picture, none when there is or shows none. */
  PictureAnswer picture(InstanceName instance, Recipient of);

  /**
   * A page of what was said, newest first.
   *
   * @param page first is 1
   */
  MessagePage messages(InstanceName instance, MessageFilter filter, int page, int size);

  /** Chats, the newest activity first. */
  List<ChatSummary> chats(InstanceName instance, ChatFilter filter, int skip, int take);

  /** How far a message of ours got with each person. */
  List<MessageReceipt> receipts(InstanceName instance, Jid chat, MessageId message);

  /** What everybody chose last in a poll. */
  List<PollVote> pollVotes(InstanceName instance, Jid chat, MessageId poll);

  /**
   * The file of a kept message, downloaded and decrypted; asked for again when it has expired.
   *
   * @param chat of any chat when absent
   * @throws ChatException.MessageNotFound when no such message is kept
   * @throws ChatException.NotMedia when it has no file
   * @throws ChatException.FileTooLarge when it has 2 GiB or more
   */
  MediaFile media(InstanceName instance, Optional<Jid> chat, MessageId message);

  /**
   * The file of a message that the user holds.
   *
   * @throws ChatException.NotMedia when it has no file
   * @throws ChatException.FileTooLarge when it has 2 GiB or more
   */
  MediaFile media(InstanceName instance, MessageKey key, WireContent content);

  /**
   * A sound as MP4, and all else as it is.
   *
   * @param file is deleted, unless it is the one that comes back
   * @throws chatwarp.domain.port.MediaException when it cannot be made so
   */
  MediaFile mp4Sound(MediaFile file);

  /**
   * A content from its JSON with WhatsApp's field names.
   *
   * @throws chatwarp.domain.model.InvalidValueException when this is no message
   */
  WireContent content(String json);
}
