package chatwarp.application.message;

import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.DocumentContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.ForwardContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.KeepContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.PinContent;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.VideoContent;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The kept messages that a message to be sent refers to. Any thread may call; reads the store. */
final class Targets {
  /** WhatsApp takes no edit of an older message. */
  private static final Duration EDIT_WINDOW = Duration.ofMinutes(15);

  private static final String KEY = "key";

  private final ConversationRepository conversations;
  private final ContentCodec contents;
  private final InstantSource clock;

  Targets(ConversationRepository conversations, ContentCodec contents, InstantSource clock) {
    this.conversations = conversations;
    this.contents = contents;
    this.clock = clock;
  }

  /** The content with every key as the kept message has it: users know the id at best. */
  MessageContent completed(InstanceId instance, Jid chat, MessageContent content) {
    return switch (content) {
      case EditContent edit -> edit(instance, chat, edit);
      case ReactionContent reaction ->
          new ReactionContent(key(instance, reaction.target()), reaction.emoji());
      case PinContent pin -> new PinContent(key(instance, pin.target()), pin.duration());
      case KeepContent keep -> new KeepContent(key(instance, keep.target()), keep.keep());
      case PollVoteContent vote -> new PollVoteContent(key(instance, vote.poll()), vote.selected());
      case EventReplyContent reply ->
          new EventReplyContent(key(instance, reply.event()), reply.answer(), reply.extraGuests());
      case CommentContent comment ->
          new CommentContent(key(instance, comment.target()), comment.comment());
      default -> content;
    };
  }

  private MessageKey key(InstanceId instance, MessageKey given) {
    return kept(instance, given).map(MessageRecord::key).orElse(given);
  }

  private Optional<MessageRecord> kept(InstanceId instance, MessageKey given) {
    return conversations
        .message(instance, Optional.of(given.chat()), given.id())
        .filter(message -> message.key().fromMe() == given.fromMe());
  }

  private EditContent edit(InstanceId instance, Jid chat, EditContent edit) {
    if (!edit.target().chat().bare().equals(chat)) {
      throw new InvalidValueException(KEY, "RemoteJid does not match");
    }
    MessageRecord kept =
        conversations
            .message(instance, Optional.of(chat), edit.target().id())
            .orElseThrow(SessionException.UnknownMessage::new);
    if (!kept.key().fromMe()) {
      throw notCompatible();
    }
    if (kept.timestamp().plus(EDIT_WINDOW).isBefore(clock.instant())) {
      throw new InvalidValueException(KEY, "Message is older than 15 minutes");
    }
    MessageContent old =
        contents
            .read(kept.content(), chat)
            .map(ReadContent::content)
            .orElseThrow(Targets::notCompatible);
    return new EditContent(kept.key(), replacement(old, edit.replacement()));
  }

  /** A text replaces a text, or the caption of a file. */
  private static MessageContent replacement(MessageContent old, MessageContent next) {
    if (!(next instanceof TextContent text)) {
      if (old instanceof MediaContent) {
        return next;
      }
      throw notCompatible();
    }
    Optional<String> caption = Optional.of(text.text());
    return switch (old) {
      case TextContent _ -> text;
      case ImageContent image -> image.captioned(caption);
      case VideoContent video -> video.captioned(caption);
      case DocumentContent document -> document.captioned(caption);
      default -> throw notCompatible();
    };
  }

  private static InvalidValueException notCompatible() {
    return new InvalidValueException("message", "Message not compatible");
  }

  /** Another message's content, to be sent on. */
  ForwardContent forwarded(InstanceId instance, MessageKey key) {
    return new ForwardContent(original(instance, key).content());
  }

  /** How often a message will have been forwarded when it is forwarded once more. */
  int forwardingScore(InstanceId instance, MessageKey key) {
    MessageRecord original = original(instance, key);
    return 1
        + contents
            .read(original.content(), original.key().chat())
            .map(ReadContent::context)
            .map(MessageContext::forwardingScore)
            .orElse(0);
  }

  private MessageRecord original(InstanceId instance, MessageKey key) {
    return conversations
        .message(instance, Optional.of(key.chat()), key.id())
        .or(() -> conversations.message(instance, Optional.empty(), key.id()))
        .orElseThrow(SessionException.UnknownMessage::new);
  }
}
