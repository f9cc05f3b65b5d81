package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.EncCommentMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.ContentKind;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageKey;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message that arrived, in our words: wrappers and secrets opened, keys from our point of view.
 * What is of no kind that we understand, or not as it should be, stays a message all the same.
 */
final class ContentReader {
  private static final Logger LOG = LoggerFactory.getLogger(ContentReader.class);

  /** What does something to another message; nothing else in such a message counts. */
  private static final Set<ContentKind> ABOUT_OTHERS =
      EnumSet.of(
          ContentKind.EDIT, ContentKind.REVOKE, ContentKind.DISAPPEARING, ContentKind.COMMENT);

  private static final Set<ContentKind> ALONE = EnumSet.complementOf(EnumSet.copyOf(ABOUT_OTHERS));

  private final Message received;
  private final Message message;
  private final Scene scene;

  private ContentReader(Message received, Scene scene) {
    this.received = received;
    this.message = Wrappers.innermost(received);
    this.scene = scene;
  }

  static Optional<ReadContent> read(Message received, Scene scene) {
    try {
      return new ContentReader(received, scene).read();
    } catch (InvalidValueException e) {
      LOG.debug("a message is not one that we would send: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<ReadContent> read() {
    boolean aboutAnother =
        message.hasProtocolMessage()
            || message.hasSecretEncryptedMessage()
            || message.hasEncCommentMessage()
            || message.hasCommentMessage();
    for (ContentKind kind : aboutAnother ? ABOUT_OTHERS : ALONE) {
      Optional<ReadContent> read = read(kind);
      if (read.isPresent()) {
        return read;
      }
    }
    return Optional.empty();
  }

  /**
   * The message as one of a kind, if it is. One row a kind; in the order of the kinds, in which
   * those come last that a message may have beside its content.
   */
  private Optional<ReadContent> read(ContentKind kind) {
    Message m = message;
    return switch (kind) {
      case TEXT -> said(text());
      case IMAGE -> media(m.hasImageMessage());
      case VIDEO -> media(m.hasVideoMessage() || m.hasPtvMessage());
      case AUDIO -> media(m.hasAudioMessage());
      case DOCUMENT -> media(m.hasDocumentMessage());
      case STICKER -> media(m.hasStickerMessage());
      case LOCATION ->
          m.hasLocationMessage()
              ? said(PlaceMessages.location(m.getLocationMessage()))
              : Optional.empty();
      case LIVE_LOCATION ->
          m.hasLiveLocationMessage()
              ? said(PlaceMessages.live(m.getLiveLocationMessage()))
              : Optional.empty();
      case CONTACT -> said(contact());
      case CALENDAR_EVENT ->
          m.hasEventMessage() ? said(EventMessages.read(m.getEventMessage())) : Optional.empty();
      case ALBUM ->
          m.hasAlbumMessage() ? said(ActionMessages.read(m.getAlbumMessage())) : Optional.empty();
      case GROUP_INVITE ->
          m.hasGroupInviteMessage()
              ? said(ActionMessages.read(m.getGroupInviteMessage()))
              : Optional.empty();
      case POLL -> said(PollMessages.find(m).map(PollMessages::read));
      case LIST ->
          m.hasListMessage() ? said(ChoiceMessages.read(m.getListMessage())) : Optional.empty();
      case INTERACTIVE -> said(buttons());
      case LIST_REPLY ->
          m.hasListResponseMessage()
              ? said(ChoiceMessages.read(m.getListResponseMessage()))
              : Optional.empty();
      case BUTTON_REPLY -> said(buttonReply());
      case REACTION -> said(reaction());
      case POLL_VOTE ->
          m.hasPollUpdateMessage()
              ? said(SecretMessages.read(m.getPollUpdateMessage(), scene))
              : Optional.empty();
      case EVENT_REPLY ->
          m.hasEncEventResponseMessage()
              ? said(SecretMessages.read(m.getEncEventResponseMessage(), scene))
              : Optional.empty();
      case PIN -> said(pin());
      case KEEP ->
          m.hasKeepInChatMessage()
              ? said(ActionMessages.read(m.getKeepInChatMessage(), scene))
              : Optional.empty();
      // What is forwarded is of its own kind; that it was is among what surrounds it.
      case FORWARD -> Optional.empty();
      case COMMENT -> comment();
      case EDIT ->
          m.hasSecretEncryptedMessage()
              ? secretEdit(m.getSecretEncryptedMessage(), scene)
              : protocol(ProtocolMessage.Type.MESSAGE_EDIT).flatMap(said -> edit(said, scene));
      case REVOKE ->
          protocol(ProtocolMessage.Type.REVOKE)
              .flatMap(said -> ActionMessages.revoke(said, scene))
              .map(ContentReader::alone);
      case DISAPPEARING ->
          protocol(ProtocolMessage.Type.EPHEMERAL_SETTING)
              .map(ActionMessages::disappearing)
              .map(ContentReader::alone);
    };
  }

  private Optional<ReadContent> said(MessageContent content) {
    return said(Optional.of(content));
  }

  private Optional<ReadContent> said(Optional<? extends MessageContent> content) {
    return content.map(what -> new ReadContent(what, Surroundings.read(received, message, scene)));
  }

  private Optional<ReadContent> media(boolean there) {
    return there
        ? said(MediaMessages.read(message, Wrappers.viewOnce(received)))
        : Optional.empty();
  }

  private Optional<MessageContent> text() {
    if (message.hasConversation()) {
      return Optional.of(TextContent.of(message.getConversation()));
    }
    return message.hasExtendedTextMessage()
        ? Optional.of(TextMessages.read(message.getExtendedTextMessage()))
        : Optional.empty();
  }

  private Optional<MessageContent> contact() {
    if (message.hasContactMessage()) {
      return Optional.of(ContactMessages.read(message.getContactMessage()));
    }
    return message.hasContactsArrayMessage()
        ? Optional.of(ContactMessages.read(message.getContactsArrayMessage()))
        : Optional.empty();
  }

  private Optional<MessageContent> buttons() {
    if (message.hasInteractiveMessage()) {
      return InteractiveMessages.read(message.getInteractiveMessage());
    }
    if (message.hasButtonsMessage()) {
      return InteractiveMessages.read(message.getButtonsMessage());
    }
    return message.hasTemplateMessage()
        ? InteractiveMessages.read(message.getTemplateMessage())
        : Optional.empty();
  }

  private Optional<MessageContent> buttonReply() {
    if (message.hasButtonsResponseMessage()) {
      return Optional.of(ChoiceMessages.read(message.getButtonsResponseMessage()));
    }
    if (message.hasTemplateButtonReplyMessage()) {
      return Optional.of(ChoiceMessages.read(message.getTemplateButtonReplyMessage()));
    }
    return message.hasInteractiveResponseMessage()
        ? Optional.of(ChoiceMessages.read(message.getInteractiveResponseMessage()))
        : Optional.empty();
  }

  private Optional<MessageContent> reaction() {
    if (message.hasReactionMessage()) {
      return ActionMessages.read(message.getReactionMessage(), scene);
    }
    return message.hasEncReactionMessage()
        ? SecretMessages.read(message.getEncReactionMessage(), scene)
        : Optional.empty();
  }

  private Optional<MessageContent> pin() {
    if (!message.hasPinInChatMessage()) {
      return Optional.empty();
    }
    int seconds =
        Math.max(
            received.getMessageContextInfo().getMessageAddOnDurationInSecs(),
            message.getMessageContextInfo().getMessageAddOnDurationInSecs());
    return ActionMessages.read(message.getPinInChatMessage(), seconds, scene);
  }

  private Optional<ReadContent> comment() {
    if (message.hasEncCommentMessage()) {
      return comment(message.getEncCommentMessage(), scene);
    }
    return message.hasCommentMessage()
        ? comment(
            scene.key(message.getCommentMessage().getTargetMessageKey()),
            message.getCommentMessage().getMessage(),
            scene)
        : Optional.empty();
  }

  /**
   * An unknown number of the type must not read as the first one, which deletes (proto-notes §4).
   */
  private Optional<ProtocolMessage> protocol(ProtocolMessage.Type type) {
    ProtocolMessage said = message.getProtocolMessage();
    boolean known =
        said.hasType() || !said.getUnknownFields().hasField(ProtocolMessage.TYPE_FIELD_NUMBER);
    return message.hasProtocolMessage() && known && said.getType() == type
        ? Optional.of(said)
        : Optional.empty();
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
