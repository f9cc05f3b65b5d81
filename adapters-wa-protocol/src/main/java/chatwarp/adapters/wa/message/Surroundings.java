package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageAssociation;
import chatwarp.domain.content.Expiration;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.Quote;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What surrounds a content (05 §18): its {@code contextInfo}, which most kinds carry under that one
 * name, and the album it belongs to.
 */
final class Surroundings {
  private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
  private static final String CONTEXT = "contextInfo";

  private Surroundings() {}

  /** Puts the context on a content without wrapper. A content that cannot carry one goes as is. */
  static void put(Message.Builder content, MessageContext around, Jid chat, Instant now) {
    ContextInfo context = context(around, chat, now);
    if (context.equals(ContextInfo.getDefaultInstance())) {
      return;
    }
    if (content.hasConversation()) {
      String text = content.getConversation();
      content
          .clearConversation()
          .setExtendedTextMessage(ExtendedTextMessage.newBuilder().setText(text));
    }
    contentField(content)
        .ifPresent(field -> {
          FieldDescriptor place = field.getMessageType().findFieldByName(CONTEXT);
          com.google.protobuf.Message said = (com.google.protobuf.Message) content.getField(field);
          if (place != null) {
            ContextInfo merged =
                ((ContextInfo) said.getField(place)).toBuilder().mergeFrom(context).build();
            content.setField(field, said.toBuilder().setField(place, merged).build());
          }
        });
  }

  private static ContextInfo context(MessageContext around, Jid chat, Instant now) {
    ContextInfo.Builder context = ContextInfo.newBuilder();
    around.quoted().ifPresent(quote -> quote(quote, chat, context));
    around.mentioned().forEach(person -> context.addMentionedJid(person.toString()));
    if (around.everyone()) {
      context.setNonJidMentions(1);
    }
    if (around.forwardingScore() > 0) {
      context.setForwardingScore(around.forwardingScore()).setIsForwarded(true);
    }
    around
        .expiration()
        .filter(expiration -> !expiration.time().isZero())
        .ifPresent(expiration ->
            context
                .setExpiration(WireValues.seconds(expiration.time()))
                .setEphemeralSettingTimestamp(expiration.setAt().orElse(now).getEpochSecond()));
    return context.build();
  }

  private static void quote(Quote quote, Jid chat, ContextInfo.Builder context) {
    try {
      Message quoted = Message.parseFrom(quote.content().bytes());
      context
          .setStanzaId(quote.key().id().value())
          .setParticipant(quote.author().toString())
          .setQuotedMessage(withoutContext(Wrappers.innermost(quoted)));
      if (!quote.key().chat().equals(chat)) {
        context.setRemoteJid(quote.key().chat().toString());
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("a stored message cannot be quoted: {}", e.getMessage());
    }
  }

  /** The message without the sender key that may come with it. */
  static Message withoutKeys(Message message) {
    return message.toBuilder().clearSenderKeyDistributionMessage().build();
  }

  /** The content alone, without what surrounded it. */
  static Message withoutContext(Message message) {
    Message.Builder copy =
        message.toBuilder()
            .clearMessageContextInfo()
            .clearSenderKeyDistributionMessage()
            .clearFastRatchetKeySenderKeyDistributionMessage();
    contentField(message)
        .ifPresent(field -> {
          FieldDescriptor place = field.getMessageType().findFieldByName(CONTEXT);
          com.google.protobuf.Message said = (com.google.protobuf.Message) message.getField(field);
          if (place != null && said.hasField(place)) {
            copy.setField(field, said.toBuilder().clearField(place).build());
          }
        });
    return copy.build();
  }

  /** The field that says what the message says, when it is more than a plain text. */
  private static Optional<FieldDescriptor> contentField(MessageOrBuilder message) {
    return message.getAllFields().keySet().stream()
        .filter(field -> !Contents.NOT_CONTENT.contains(field.getNumber()))
        .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
        .filter(field -> !field.isRepeated())
        .findFirst();
  }

  /** The {@code contextInfo} of a content without wrapper. */
  static ContextInfo info(Message message) {
    return contentField(message)
        .map(field -> {
          FieldDescriptor place = field.getMessageType().findFieldByName(CONTEXT);
          com.google.protobuf.Message said = (com.google.protobuf.Message) message.getField(field);
          return place != null && said.getField(place) instanceof ContextInfo info
              ? info
              : ContextInfo.getDefaultInstance();
        })
        .orElse(ContextInfo.getDefaultInstance());
  }

  /**
   * What surrounds a message.
   *
   * @param whole as received
   * @param innermost the same without wrappers
   */
  static MessageContext read(Message whole, Message innermost, Scene scene) {
    ContextInfo info = info(innermost);
    MessageContext read =
        new MessageContext(
            quoted(info, scene),
            info.getMentionedJidList().stream()
                .map(Scene::person)
                .flatMap(Optional::stream)
                .toList(),
            info.getNonJidMentions() != 0,
            Math.max(info.getForwardingScore(), info.getIsForwarded() ? 1 : 0),
            expiration(info),
            album(whole, scene).or(() -> album(innermost, scene)));
    return read.equals(MessageContext.NONE) ? MessageContext.NONE : read;
  }

  private static Optional<Expiration> expiration(ContextInfo info) {
    return WireValues.seconds(info.getExpiration())
        .map(time -> new Expiration(time, setAt(info.getEphemeralSettingTimestamp())));
  }

  private static Optional<Instant> setAt(long seconds) {
    return seconds > 0 ? Optional.of(WireValues.time(seconds)) : Optional.empty();
  }

  private static Optional<MessageKey> album(Message message, Scene scene) {
    MessageAssociation association = message.getMessageContextInfo().getMessageAssociation();
    return association.hasAssociationType()
            && association.getAssociationType() == MessageAssociation.AssociationType.MEDIA_ALBUM
        ? scene.key(association.getParentMessageKey())
        : Optional.empty();
  }

  private static Optional<Quote> quoted(ContextInfo context, Scene scene) {
    Optional<UserJid> author = Scene.person(context.getParticipant());
    if (context.getStanzaId().isEmpty() || !context.hasQuotedMessage() || author.isEmpty()) {
      return Optional.empty();
    }
    try {
      Jid where =
          context.getRemoteJid().isEmpty()
              ? scene.chat()
              : Jid.parse(context.getRemoteJid()).bare();
      boolean many = where instanceof GroupJid || where instanceof BroadcastJid;
      Message quoted = context.getQuotedMessage();
      return Optional.of(
          new Quote(
              new MessageKey(
                  where,
                  scene.speaker().filter(s -> s.people().isMe(author.get())).isPresent(),
                  new MessageId(context.getStanzaId()),
                  many ? author : Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()),
              author.get(),
              Contents.wire(quoted, quoted.toByteArray())));
    } catch (InvalidValueException e) {
      LOG.debug("a quote cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
