package chatwarp.application.chat;

import chatwarp.domain.content.AudioContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.VideoContent;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.ConversationRepository;
import java.util.Optional;

/**
 * Which kept messages their author is told of when they are played. Any thread; reads the store.
 */
final class Playable {
  private static final String PLAYED = "played";

  private final ConversationRepository conversations;
  private final ContentCodec contents;

  Playable(ConversationRepository conversations, ContentCodec contents) {
    this.conversations = conversations;
    this.contents = contents;
  }

  /**
   * The kept message that was played.
   *
   * @throws ChatException.MessageNotFound when it is not kept
   * @throws InvalidValueException when it is our own, or is not of a kind to be played
   */
  MessageRecord message(InstanceId instance, MessageKey key) {
    if (key.fromMe()) {
      throw new InvalidValueException(PLAYED, "is for messages of others");
    }
    MessageRecord kept =
        conversations
            .message(instance, Optional.of(key.chat().bare()), key.id())
            .or(() -> underOtherAddress(instance, key))
            .filter(message -> !message.key().fromMe())
            .orElseThrow(ChatException.MessageNotFound::new);
    boolean playable =
        contents
            .read(kept.content(), kept.key().chat())
            .map(ReadContent::content)
            .filter(Playable::isPlayed)
            .isPresent();
    if (!playable) {
      throw new InvalidValueException(PLAYED, "is for voice notes, round videos and view-once");
    }
    return kept;
  }

  /** A chat between two is kept under one of its two addresses. */
  private Optional<MessageRecord> underOtherAddress(InstanceId instance, MessageKey key) {
    return conversations
        .message(instance, Optional.empty(), key.id())
        .filter(message -> message.key().chatAlt().filter(key.chat().bare()::equals).isPresent());
  }

  private static boolean isPlayed(MessageContent content) {
    return switch (content) {
      case AudioContent audio -> audio.voice() || audio.viewOnce();
      case VideoContent video -> video.style() == VideoContent.Style.ROUND || video.viewOnce();
      case ImageContent image -> image.viewOnce();
      default -> false;
    };
  }
}
