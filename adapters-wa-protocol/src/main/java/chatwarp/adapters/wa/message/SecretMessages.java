package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.proto.EncCommentMessage;
import chatwarp.adapters.wa.proto.EncEventResponseMessage;
import chatwarp.adapters.wa.proto.EncReactionMessage;
import chatwarp.adapters.wa.proto.EventResponseMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.PollCreationMessage;
import chatwarp.adapters.wa.proto.PollEncValue;
import chatwarp.adapters.wa.proto.PollUpdateMessage;
import chatwarp.adapters.wa.proto.PollVoteMessage;
import chatwarp.adapters.wa.proto.ReactionMessage;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said about another message under that message's secret (05 §17). */
final class SecretMessages {
  private static final Logger LOG = LoggerFactory.getLogger(SecretMessages.class);

  private SecretMessages() {}

  /** Whether it is encrypted for the address that its author had when it was made. */
  static boolean sealed(Composition message) {
    Message content = Wrappers.innermost(message.content());
    return content.hasPollUpdateMessage()
        || content.hasEncReactionMessage()
        || content.hasEncCommentMessage()
        || content.hasEncEventResponseMessage()
        || content.hasSecretEncryptedMessage();
  }

  // Writing.

  static Message.Builder vote(PollVoteContent vote, Author author) {
    MessageRecord kept = author.target(vote.poll());
    PollCreationMessage poll =
        PollMessages.find(Wrappers.innermost(parsed(kept)))
            .orElseThrow(() -> new InvalidValueException("key", "does not name a poll"));
    if (!PollMessages.options(poll).containsAll(vote.selected())) {
      throw new InvalidValueException("values", "has an option that the poll does not have");
    }
    PollVoteMessage.Builder chosen = PollVoteMessage.newBuilder();
    vote.selected().forEach(option -> chosen.addSelectedOptions(PollMessages.hash(option)));
    MessageSecret.Sealed sealed =
        seal(kept, author, MessageSecret.Use.POLL_VOTE, chosen.build().toByteArray());
    return Message.newBuilder()
        .setPollUpdateMessage(
            PollUpdateMessage.newBuilder()
                .setPollCreationMessageKey(Keys.write(vote.poll()))
                .setVote(
                    PollEncValue.newBuilder()
                        .setEncPayload(WireValues.bytes(sealed.payload()))
                        .setEncIv(WireValues.bytes(sealed.iv())))
                .setSenderTimestampMs(author.now().toEpochMilli()));
  }

  static Message.Builder eventReply(EventReplyContent reply, Author author) {
    EventResponseMessage answer =
        EventResponseMessage.newBuilder()
            .setResponse(
                switch (reply.answer()) {
                  case GOING -> EventResponseMessage.EventResponseType.GOING;
                  case NOT_GOING -> EventResponseMessage.EventResponseType.NOT_GOING;
                  case MAYBE -> EventResponseMessage.EventResponseType.MAYBE;
                })
            .setTimestampMs(author.now().toEpochMilli())
            .setExtraGuestCount(reply.extraGuests())
            .build();
    MessageSecret.Sealed sealed =
        seal(
            author.target(reply.event()),
            author,
            MessageSecret.Use.EVENT_RESPONSE,
            answer.toByteArray());
    return Message.newBuilder()
        .setEncEventResponseMessage(
            EncEventResponseMessage.newBuilder()
                .setEventCreationMessageKey(Keys.write(reply.event()))
                .setEncPayload(WireValues.bytes(sealed.payload()))
                .setEncIv(WireValues.bytes(sealed.iv())));
  }

  static Message.Builder reaction(ReactionContent reaction, Author author) {
    ReactionMessage said =
        ReactionMessage.newBuilder()
            .setText(reaction.emoji())
            .setSenderTimestampMs(author.now().toEpochMilli())
            .build();
    MessageSecret.Sealed sealed =
        seal(
            author.target(reaction.target()),
            author,
            MessageSecret.Use.REACTION,
            said.toByteArray());
    return Message.newBuilder()
        .setEncReactionMessage(
            EncReactionMessage.newBuilder()
                .setTargetMessageKey(Keys.write(reaction.target()))
                .setEncPayload(WireValues.bytes(sealed.payload()))
                .setEncIv(WireValues.bytes(sealed.iv())));
  }

  static Message.Builder comment(CommentContent comment, Message content, Author author) {
    MessageSecret.Sealed sealed =
        seal(
            author.target(comment.target()),
            author,
            MessageSecret.Use.COMMENT,
            content.toByteArray());
    return Message.newBuilder()
        .setEncCommentMessage(
            EncCommentMessage.newBuilder()
                .setTargetMessageKey(Keys.write(comment.target()))
                .setEncPayload(WireValues.bytes(sealed.payload()))
                .setEncIv(WireValues.bytes(sealed.iv())));
  }

  /** A new content for a poll or an appointment. */
  static Message.Builder edit(
      MessageKey target,
      SecretEncryptedMessage.SecretEncType type,
      Message replacement,
      Author author) {
    MessageSecret.Sealed sealed =
        seal(
            author.target(target),
            author,
            use(type).orElseThrow(() -> new IllegalArgumentException("no such edit: " + type)),
            replacement.toByteArray());
    return Message.newBuilder()
        .setSecretEncryptedMessage(
            SecretEncryptedMessage.newBuilder()
                .setTargetMessageKey(Keys.write(target))
                .setEncPayload(WireValues.bytes(sealed.payload()))
                .setEncIv(WireValues.bytes(sealed.iv()))
                .setSecretEncType(type));
  }

  private static MessageSecret.Sealed seal(
      MessageRecord target, Author author, MessageSecret.Use use, byte[] plain) {
    MessageSecret secret =
        secret(target)
            .orElseThrow(
                () -> new InvalidValueException("key", "names a message without a secret"));
    UserJid writer = target.key().fromMe() ? author.self() : inFormOf(author, target);
    return secret.seal(writer, author.self(), use, author.randomBytes(AesGcm.IV_LENGTH), plain);
  }

  /** The author of a message under the kind of address that the chat uses. */
  private static UserJid inFormOf(Author author, MessageRecord target) {
    return author.people().addresses(target.sender()).stream()
        .filter(address -> address.isLid() == author.self().isLid())
        .findFirst()
        .orElse(target.sender());
  }

  // Reading.

  static Optional<MessageContent> read(PollUpdateMessage update, Scene scene) {
    Optional<MessageKey> key = scene.key(update.getPollCreationMessageKey());
    Optional<MessageRecord> kept = scene.target(update.getPollCreationMessageKey());
    if (key.isEmpty() || kept.isEmpty()) {
      return Optional.empty();
    }
    Optional<PollCreationMessage> poll = PollMessages.find(Wrappers.innermost(parsed(kept.get())));
    Optional<byte[]> plain =
        open(
            kept.get(),
            scene,
            MessageSecret.Use.POLL_VOTE,
            update.getVote().getEncPayload(),
            update.getVote().getEncIv());
    if (poll.isEmpty() || plain.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<ByteString> chosen = PollVoteMessage.parseFrom(plain.get()).getSelectedOptionsList();
      Map<ByteString, String> options = PollMessages.byHash(poll.get());
      List<String> names = chosen.stream().map(options::get).filter(Objects::nonNull).toList();
      // An option added later has no name here; without any name it would look withdrawn.
      return names.isEmpty() && !chosen.isEmpty()
          ? Optional.empty()
          : Optional.of(new PollVoteContent(key.get(), names));
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("a vote is no protobuf: {}", e.getMessage());
      return Optional.empty();
    }
  }

  static Optional<MessageContent> read(EncEventResponseMessage response, Scene scene) {
    Optional<MessageKey> key = scene.key(response.getEventCreationMessageKey());
    Optional<byte[]> plain =
        scene
            .target(response.getEventCreationMessageKey())
            .flatMap(kept ->
                open(
                    kept,
                    scene,
                    MessageSecret.Use.EVENT_RESPONSE,
                    response.getEncPayload(),
                    response.getEncIv()));
    if (key.isEmpty() || plain.isEmpty()) {
      return Optional.empty();
    }
    try {
      EventResponseMessage answer = EventResponseMessage.parseFrom(plain.get());
      return answer(answer)
          .map(said ->
              new EventReplyContent(key.get(), said, Math.max(0, answer.getExtraGuestCount())));
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("an answer to an appointment is no protobuf: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<EventReplyContent.Answer> answer(EventResponseMessage answer) {
    return switch (answer.getResponse()) {
      case GOING -> Optional.of(EventReplyContent.Answer.GOING);
      case NOT_GOING -> Optional.of(EventReplyContent.Answer.NOT_GOING);
      case MAYBE -> Optional.of(EventReplyContent.Answer.MAYBE);
      case UNKNOWN -> Optional.empty();
    };
  }

  static Optional<MessageContent> read(EncReactionMessage reaction, Scene scene) {
    Optional<MessageKey> key = scene.key(reaction.getTargetMessageKey());
    Optional<byte[]> plain =
        scene
            .target(reaction.getTargetMessageKey())
            .flatMap(kept ->
                open(
                    kept,
                    scene,
                    MessageSecret.Use.REACTION,
                    reaction.getEncPayload(),
                    reaction.getEncIv()));
    if (key.isEmpty() || plain.isEmpty()) {
      return Optional.empty();
    }
    try {
      ReactionMessage said = ReactionMessage.parseFrom(plain.get());
      return Optional.of(new ReactionContent(key.get(), said.getText()));
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("a reaction is no protobuf: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** The comment itself, and what it is about. */
  static Optional<Message> open(EncCommentMessage comment, Scene scene) {
    return scene
        .target(comment.getTargetMessageKey())
        .flatMap(kept ->
            open(
                kept,
                scene,
                MessageSecret.Use.COMMENT,
                comment.getEncPayload(),
                comment.getEncIv()))
        .flatMap(SecretMessages::message);
  }

  /** The new content of a message, when its author gives it. */
  static Optional<Message> open(SecretEncryptedMessage edit, Scene scene) {
    if (!scene.isTheirs(edit.getTargetMessageKey())) {
      LOG.warn("somebody edits another one's message");
      return Optional.empty();
    }
    return use(edit.getSecretEncType())
        .flatMap(use ->
            scene
                .target(edit.getTargetMessageKey())
                .flatMap(kept -> open(kept, scene, use, edit.getEncPayload(), edit.getEncIv())))
        .flatMap(SecretMessages::message);
  }

  private static Optional<MessageSecret.Use> use(SecretEncryptedMessage.SecretEncType type) {
    return switch (type) {
      case EVENT_EDIT -> Optional.of(MessageSecret.Use.EVENT_EDIT);
      case MESSAGE_EDIT -> Optional.of(MessageSecret.Use.MESSAGE_EDIT);
      case POLL_EDIT -> Optional.of(MessageSecret.Use.POLL_EDIT);
      case POLL_ADD_OPTION, MESSAGE_SCHEDULE, UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<byte[]> open(
      MessageRecord target, Scene scene, MessageSecret.Use use, ByteString payload, ByteString iv) {
    if (scene.speaker().isEmpty()) {
      return Optional.empty();
    }
    Scene.Speaker speaker = scene.speaker().get();
    Set<UserJid> authors = new LinkedHashSet<>(speaker.people().addresses(target.sender()));
    target.key().participantAlt().ifPresent(authors::add);
    Optional<byte[]> plain =
        secret(target)
            .flatMap(secret ->
                secret.open(
                    authors,
                    speaker.people().addresses(speaker.person()),
                    use,
                    new MessageSecret.Sealed(payload.toByteArray(), iv.toByteArray())));
    if (plain.isEmpty()) {
      LOG.warn("what was said under a message's secret cannot be read ({})", use);
    }
    return plain;
  }

  /** The secret stands outside of all wrappers, with some senders inside. */
  private static Optional<MessageSecret> secret(MessageRecord kept) {
    Message message = parsed(kept);
    ByteString outside = message.getMessageContextInfo().getMessageSecret();
    ByteString secret =
        outside.isEmpty()
            ? Wrappers.innermost(message).getMessageContextInfo().getMessageSecret()
            : outside;
    return secret.isEmpty()
        ? Optional.empty()
        : Optional.of(new MessageSecret(secret.toByteArray(), kept.key().id()));
  }

  private static Optional<Message> message(byte[] plain) {
    try {
      return Optional.of(Message.parseFrom(plain));
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("what was sealed is no protobuf: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Message parsed(MessageRecord kept) {
    return message(kept.content().bytes()).orElse(Message.getDefaultInstance());
  }
}
