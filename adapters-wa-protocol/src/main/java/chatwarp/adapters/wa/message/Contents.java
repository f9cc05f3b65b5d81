package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageContextInfo;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.Quote;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Content in our words and as the protocol has it, in both directions. */
public final class Contents {
  private static final Logger LOG = LoggerFactory.getLogger(Contents.class);
  private static final int SECRET_LENGTH = 32;

  /** Fields that say something about a message and are not what it says (proto-notes §4). */
  private static final Set<Integer> NOT_CONTENT =
      Set.of(
          Message.MESSAGECONTEXTINFO_FIELD_NUMBER,
          Message.SENDERKEYDISTRIBUTIONMESSAGE_FIELD_NUMBER,
          Message.FASTRATCHETKEYSENDERKEYDISTRIBUTIONMESSAGE_FIELD_NUMBER);

  private Contents() {}

  /** The protobuf of a message that we send, with a secret of its own. */
  static Message toProto(MessageContent content, Jid chat, RandomGenerator random) {
    byte[] secret = new byte[SECRET_LENGTH];
    random.nextBytes(secret);
    Message.Builder message =
        switch (content) {
          case TextContent text -> text(text, chat);
        };
    return message
        .setMessageContextInfo(
            MessageContextInfo.newBuilder()
                .setMessageSecret(UnsafeByteOperations.unsafeWrap(secret)))
        .build();
  }

  private static Message.Builder text(TextContent text, Jid chat) {
    if (text.quoted().isEmpty() && text.mentioned().isEmpty()) {
      return Message.newBuilder().setConversation(text.text());
    }
    ContextInfo.Builder context = ContextInfo.newBuilder();
    text.quoted().ifPresent(quote -> quote(quote, chat, context));
    text.mentioned().forEach(person -> context.addMentionedJid(person.toString()));
    return Message.newBuilder()
        .setExtendedTextMessage(
            ExtendedTextMessage.newBuilder().setText(text.text()).setContextInfo(context));
  }

  private static void quote(Quote quote, Jid chat, ContextInfo.Builder context) {
    try {
      Message quoted = Message.parseFrom(quote.content().bytes());
      context
          .setStanzaId(quote.key().id().value())
          .setParticipant(quote.author().toString())
          .setQuotedMessage(withoutContext(quoted));
      if (!quote.key().chat().equals(chat)) {
        context.setRemoteJid(quote.key().chat().toString());
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("a stored message cannot be quoted: {}", e.getMessage());
    }
  }

  /** What is quoted does not carry what it quoted itself. */
  private static Message withoutContext(Message message) {
    Message.Builder copy = message.toBuilder().clearMessageContextInfo();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (entry.getValue() instanceof com.google.protobuf.Message content && !field.isRepeated()) {
        FieldDescriptor context = field.getMessageType().findFieldByName("contextInfo");
        if (context != null && content.hasField(context)) {
          copy.setField(field, content.toBuilder().clearField(context).build());
        }
      }
    }
    return copy.build();
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
  static Optional<MessageContent> understand(Message received, Jid chat) {
    Message message = Wrappers.innermost(received);
    try {
      if (message.hasConversation()) {
        return Optional.of(TextContent.of(message.getConversation()));
      }
      if (message.hasExtendedTextMessage()) {
        ExtendedTextMessage text = message.getExtendedTextMessage();
        ContextInfo context = text.getContextInfo();
        return Optional.of(
            new TextContent(text.getText(), quoted(context, chat), mentioned(context)));
      }
    } catch (InvalidValueException e) {
      LOG.debug("a text is not one that we would send: {}", e.getMessage());
    }
    return Optional.empty();
  }

  private static Optional<Quote> quoted(ContextInfo context, Jid chat) {
    if (!context.hasStanzaId() || !context.hasQuotedMessage()) {
      return Optional.empty();
    }
    Jid where = context.hasRemoteJid() ? Jid.parse(context.getRemoteJid()).bare() : chat;
    if (!(Jid.parse(context.getParticipant()).bare() instanceof UserJid author)) {
      return Optional.empty();
    }
    Message quoted = context.getQuotedMessage();
    return Optional.of(
        new Quote(
            MessageKey.of(where, false, new MessageId(context.getStanzaId())),
            author,
            wire(quoted, quoted.toByteArray())));
  }

  private static List<UserJid> mentioned(ContextInfo context) {
    return context.getMentionedJidList().stream()
        .map(Jid::parse)
        .map(Jid::bare)
        .filter(UserJid.class::isInstance)
        .map(UserJid.class::cast)
        .toList();
  }
}
