package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.EncCommentMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageKey;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that arrive, in our words: wrappers and secrets opened, keys from our point of view.
 * What is of no kind that we understand, or not as it should be, stays a message all the same.
 */
final class ContentReader {
  private static final Logger LOG = LoggerFactory.getLogger(ContentReader.class);

  private ContentReader() {}

  static Optional<ReadContent> read(Message received, Scene scene) {
    Message message = Wrappers.innermost(received);
    try {
      if (message.hasProtocolMessage()) {
        return protocol(message.getProtocolMessage(), scene);
      }
      if (message.hasSecretEncryptedMessage()) {
        return secretEdit(message.getSecretEncryptedMessage(), scene);
      }
      if (message.hasEncCommentMessage()) {
        return comment(message.getEncCommentMessage(), scene);
      }
      if (message.hasCommentMessage()) {
        return comment(
            scene.key(message.getCommentMessage().getTargetMessageKey()),
            message.getCommentMessage().getMessage(),
            scene);
      }
      return content(received, message, scene)
          .map(content -> new ReadContent(content, Surroundings.read(received, message, scene)));
    } catch (InvalidValueException e) {
      LOG.debug("a message is not one that we would send: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** One row a field; those that a message may have beside its content come last. */
  private static Optional<MessageContent> content(Message received, Message m, Scene scene) {
    if (m.hasConversation()) {
      return Optional.of(TextContent.of(m.getConversation()));
    }
    if (m.hasExtendedTextMessage()) {
      return Optional.of(TextMessages.read(m.getExtendedTextMessage()));
    }
    Optional<MessageContent> media =
        MediaMessages.read(m, Wrappers.viewOnce(received)).map(MessageContent.class::cast);
    if (media.isPresent()) {
      return media;
    }
    if (m.hasLocationMessage()) {
      return Optional.of(PlaceMessages.location(m.getLocationMessage()));
    }
    if (m.hasLiveLocationMessage()) {
      return Optional.of(PlaceMessages.live(m.getLiveLocationMessage()));
    }
    if (m.hasContactMessage()) {
      return Optional.of(ContactMessages.read(m.getContactMessage()));
    }
    if (m.hasContactsArrayMessage()) {
      return Optional.of(ContactMessages.read(m.getContactsArrayMessage()));
    }
    if (m.hasEventMessage()) {
      return Optional.of(EventMessages.read(m.getEventMessage()));
    }
    if (m.hasAlbumMessage()) {
      return Optional.of(ActionMessages.read(m.getAlbumMessage()));
    }
    if (m.hasGroupInviteMessage()) {
      return ActionMessages.read(m.getGroupInviteMessage());
    }
    return PollMessages.find(m)
        .map(PollMessages::read)
        .map(MessageContent.class::cast)
        .or(() -> choice(m))
        .or(() -> action(received, m, scene));
  }

  private static Optional<MessageContent> choice(Message m) {
    if (m.hasListMessage()) {
      return ChoiceMessages.read(m.getListMessage());
    }
    if (m.hasInteractiveMessage()) {
      return InteractiveMessages.read(m.getInteractiveMessage());
    }
    if (m.hasButtonsMessage()) {
      return InteractiveMessages.read(m.getButtonsMessage());
    }
    if (m.hasTemplateMessage()) {
      return InteractiveMessages.read(m.getTemplateMessage());
    }
    if (m.hasListResponseMessage()) {
      return Optional.of(ChoiceMessages.read(m.getListResponseMessage()));
    }
    if (m.hasButtonsResponseMessage()) {
      return Optional.of(ChoiceMessages.read(m.getButtonsResponseMessage()));
    }
    if (m.hasTemplateButtonReplyMessage()) {
      return Optional.of(ChoiceMessages.read(m.getTemplateButtonReplyMessage()));
    }
    return m.hasInteractiveResponseMessage()
        ? Optional.of(ChoiceMessages.read(m.getInteractiveResponseMessage()))
        : Optional.empty();
  }

  private static Optional<MessageContent> action(Message received, Message m, Scene scene) {
    if (m.hasReactionMessage()) {
      return ActionMessages.read(m.getReactionMessage(), scene);
    }
    if (m.hasEncReactionMessage()) {
      return SecretMessages.read(m.getEncReactionMessage(), scene);
    }
    if (m.hasPollUpdateMessage()) {
      return SecretMessages.read(m.getPollUpdateMessage(), scene);
    }
    if (m.hasEncEventResponseMessage()) {
      return SecretMessages.read(m.getEncEventResponseMessage(), scene);
    }
    if (m.hasPinInChatMessage()) {
      int seconds =
          Math.max(
              received.getMessageContextInfo().getMessageAddOnDurationInSecs(),
              m.getMessageContextInfo().getMessageAddOnDurationInSecs());
      return ActionMessages.read(m.getPinInChatMessage(), seconds, scene);
    }
    return m.hasKeepInChatMessage()
        ? ActionMessages.read(m.getKeepInChatMessage(), scene)
        : Optional.empty();
  }

  private static Optional<ReadContent> protocol(ProtocolMessage said, Scene scene) {
    // An unknown number of the type must not read as the first one, which deletes (proto-notes §4).
    if (!said.hasType() && said.getUnknownFields().hasField(ProtocolMessage.TYPE_FIELD_NUMBER)) {
      return Optional.empty();
    }
    return switch (said.getType()) {
      case REVOKE -> ActionMessages.revoke(said, scene).map(ContentReader::alone);
      case EPHEMERAL_SETTING -> Optional.of(alone(ActionMessages.disappearing(said)));
      case MESSAGE_EDIT -> edit(said, scene);
      default -> Optional.empty();
    };
  }

  private static ReadContent alone(MessageContent content) {
    return new ReadContent(content, MessageContext.NONE);
  }

  private static Optional<ReadContent> edit(ProtocolMessage said, Scene scene) {
    if (!scene.isTheirs(said.getKey())) {
      LOG.warn("somebody edits another one's message");
      return Optional.empty();
    }
    return edited(scene.key(said.getKey()), said.getEditedMessage(), scene);
  }

  /** Some clients seal the new content itself, some the open edit that would carry it. */
  private static Optional<ReadContent> secretEdit(SecretEncryptedMessage edit, Scene scene) {
    return SecretMessages.open(edit, scene)
        .flatMap(opened -> {
          Message inner = Wrappers.innermost(opened);
          Message replacement =
              inner.getProtocolMessage().hasEditedMessage()
                  ? inner.getProtocolMessage().getEditedMessage()
                  : opened;
          return edited(scene.key(edit.getTargetMessageKey()), replacement, scene);
        });
  }

  private static Optional<ReadContent> edited(
      Optional<MessageKey> target, Message replacement, Scene scene) {
    return target.flatMap(key ->
        read(replacement, scene.withoutMemory())
            .map(read -> new ReadContent(new EditContent(key, read.content()), read.context())));
  }

  private static Optional<ReadContent> comment(EncCommentMessage comment, Scene scene) {
    return SecretMessages.open(comment, scene)
        .flatMap(opened -> comment(scene.key(comment.getTargetMessageKey()), opened, scene));
  }

  private static Optional<ReadContent> comment(
      Optional<MessageKey> target, Message comment, Scene scene) {
    return target.flatMap(key ->
        read(comment, scene.withoutMemory())
            .map(read -> new ReadContent(new CommentContent(key, read.content()), read.context())));
  }
}
