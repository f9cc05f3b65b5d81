package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageAssociation;
import chatwarp.adapters.wa.proto.MessageContextInfo;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage;
import chatwarp.domain.content.AlbumContent;
import chatwarp.domain.content.ButtonReplyContent;
import chatwarp.domain.content.CalendarEventContent;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.ContactContent;
import chatwarp.domain.content.DisappearingContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.ForwardContent;
import chatwarp.domain.content.GroupInviteContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.KeepContent;
import chatwarp.domain.content.ListContent;
import chatwarp.domain.content.ListReplyContent;
import chatwarp.domain.content.LiveLocationContent;
import chatwarp.domain.content.LocationContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.PinContent;
import chatwarp.domain.content.PollContent;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.Jid;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Content in our words and as the protocol has it. Writing is here, one row a kind; {@link
 * ContentReader} reads.
 */
final class Contents {
  private static final int SECRET_LENGTH = 32;

  /** Fields that say something about a message and are not what it says (proto-notes §4). */
  static final Set<Integer> NOT_CONTENT =
      Set.of(
          Message.MESSAGECONTEXTINFO_FIELD_NUMBER,
          Message.SENDERKEYDISTRIBUTIONMESSAGE_FIELD_NUMBER,
          Message.FASTRATCHETKEYSENDERKEYDISTRIBUTIONMESSAGE_FIELD_NUMBER);

  private Contents() {}

  /**
   * The protobuf of a message that we send, with a secret of its own where others may speak of it.
   *
   * @throws chatwarp.domain.model.InvalidValueException when it speaks of a message that we do not
   *     have, or cannot be what it claims to be
   */
  static Message toProto(OutgoingMessage outgoing, Author author) {
    Message.Builder message =
        write(outgoing.content(), outgoing.context(), outgoing.chat(), author);
    MessageContextInfo.Builder info = message.getMessageContextInfoBuilder();
    if (!speaksUnderAnotherSecret(message)) {
      info.setMessageSecret(WireValues.bytes(author.randomBytes(SECRET_LENGTH)));
    }
    outgoing
        .context()
        .album()
        .ifPresent(album ->
            info.setMessageAssociation(
                MessageAssociation.newBuilder()
                    .setAssociationType(MessageAssociation.AssociationType.MEDIA_ALBUM)
                    .setParentMessageKey(Keys.write(album))));
    if (outgoing.content() instanceof PinContent pin) {
      info.setMessageAddOnDurationInSecs(WireValues.seconds(pin.duration().orElse(Duration.ZERO)));
    }
    if (info.build().equals(MessageContextInfo.getDefaultInstance())) {
      message.clearMessageContextInfo();
    }
    return message.build();
  }

  /** Reactions, votes and answers: nobody can speak of them, and they are never reported. */
  private static boolean speaksUnderAnotherSecret(Message.Builder message) {
    return message.hasReactionMessage()
        || message.hasEncReactionMessage()
        || message.hasPollUpdateMessage()
        || message.hasEncEventResponseMessage();
  }

  /** A content with what surrounds it, inside the wrappers of its kind. */
  private static Message.Builder write(
      MessageContent content, MessageContext around, Jid chat, Author author) {
    return switch (content) {
      case TextContent text -> with(TextMessages.write(text, chat), around, chat, author);
      case MediaContent media ->
          MediaMessages.wrapped(
              media, with(MediaMessages.write(media, author.now()), around, chat, author));
      case LocationContent place ->
          with(
              Message.newBuilder().setLocationMessage(PlaceMessages.location(place)),
              around,
              chat,
              author);
      case LiveLocationContent place -> with(PlaceMessages.live(place), around, chat, author);
      case ContactContent contact -> with(ContactMessages.write(contact), around, chat, author);
      case PollContent poll ->
          with(PollMessages.write(poll, author.announcing()), around, chat, author);
      case ListContent list -> with(ChoiceMessages.list(list), around, chat, author);
      case ListReplyContent reply -> with(ChoiceMessages.reply(reply), around, chat, author);
      case ButtonReplyContent reply -> with(ChoiceMessages.reply(reply), around, chat, author);
      case InteractiveContent buttons ->
          InteractiveMessages.wrapped(
              with(InteractiveMessages.write(buttons, author), around, chat, author));
      case CalendarEventContent event -> with(EventMessages.write(event), around, chat, author);
      case AlbumContent album -> with(ActionMessages.album(album), around, chat, author);
      case GroupInviteContent invite -> with(ActionMessages.invite(invite), around, chat, author);
      case ForwardContent forward -> Forwards.write(forward.original(), around, chat, author.now());
      case EditContent edit -> edit(edit, around, chat, author);
      case CommentContent comment ->
          SecretMessages.comment(
              comment, write(comment.comment(), around, chat, author).build(), author);
      case PollVoteContent vote -> SecretMessages.vote(vote, author);
      case EventReplyContent reply -> SecretMessages.eventReply(reply, author);
      case ReactionContent reaction ->
          author.announcing()
              ? SecretMessages.reaction(reaction, author)
              : ActionMessages.reaction(reaction, author);
      case RevokeContent revoke -> ActionMessages.revoke(revoke);
      case PinContent pin -> ActionMessages.pin(pin, author);
      case KeepContent keep -> ActionMessages.keep(keep, author);
      case DisappearingContent setting -> ActionMessages.disappearing(setting, author);
    };
  }

  private static Message.Builder with(
      Message.Builder content, MessageContext around, Jid chat, Author author) {
    Surroundings.put(content, around, chat, author.now());
    return content;
  }

  /** Polls and appointments are edited under their secret, everything else openly. */
  private static Message.Builder edit(
      EditContent edit, MessageContext around, Jid chat, Author author) {
    Message replacement = write(edit.replacement(), around, chat, author).build();
    if (edit.replacement() instanceof CalendarEventContent) {
      return SecretMessages.edit(
          edit.target(), SecretEncryptedMessage.SecretEncType.EVENT_EDIT, replacement, author);
    }
    if (edit.replacement() instanceof PollContent) {
      return SecretMessages.edit(
          edit.target(), SecretEncryptedMessage.SecretEncType.POLL_EDIT, replacement, author);
    }
    return ActionMessages.edit(edit.target(), replacement, author);
  }

  /** The message as the protocol has it. */
  static WireContent wire(Message message, byte[] bytes) {
    return new WireContent(type(message), bytes, WireJson.of(message));
  }

  /** Name of the content field, {@code unknown} when there is none that we know. */
  static String type(Message message) {
    return message.getAllFields().keySet().stream()
        .filter(field -> !NOT_CONTENT.contains(field.getNumber()))
        .map(FieldDescriptor::getName)
        .findFirst()
        .orElse("unknown");
  }

  /** Whether the message says anything, be it something we do not know. */
  static boolean saysSomething(Message message) {
    return !type(message).equals("unknown") || !message.getUnknownFields().asMap().isEmpty();
  }

  /** The message in our words, when it is of a kind that we understand. */
  static Optional<ReadContent> understand(Message received, Scene scene) {
    return ContentReader.read(received, scene);
  }
}
