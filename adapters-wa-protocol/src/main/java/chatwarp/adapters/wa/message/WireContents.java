package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.CommentMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ContentCodec;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Contents as they are kept, understood and made anew. */
public final class WireContents implements ContentCodec {
  private static final Logger LOG = LoggerFactory.getLogger(WireContents.class);

  private static final MessageId NO_ID = new MessageId("0");
  private static final UserJid NOBODY = UserJid.phone("0");

  @Override
  public Optional<ReadContent> read(WireContent content, Jid chat) {
    return read(content, Scene.in(chat));
  }

  @Override
  public Optional<ReadContent> readOwn(MessageRecord message, AuthState own, Memory memory) {
    People people = new People(OwnAddress.of(own), memory::otherAddress);
    return read(
        message.content(),
        new Scene(
            message.key().chat(),
            Optional.of(new Scene.Speaker(message.sender(), people)),
            false,
            memory::message));
  }

  private static Optional<ReadContent> read(WireContent content, Scene scene) {
    try {
      return Contents.understand(Message.parseFrom(content.bytes()), scene);
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("a kept message cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public WireContent wire(MessageContent content, Jid chat) {
    Message message =
        content instanceof CommentContent comment ? open(comment, chat) : bare(content, chat);
    return Contents.wire(message, message.toByteArray());
  }

  private static Message bare(MessageContent content, Jid chat) {
    return Contents.toProto(OutgoingMessage.of(NO_ID, place(chat), content), Author.nobody())
        .toBuilder()
        .clearMessageContextInfo()
        .build();
  }

  /** What is sealed on its way is kept and shown in the open form that the protocol has for it. */
  private static Message open(CommentContent comment, Jid chat) {
    return Message.newBuilder()
        .setCommentMessage(
            CommentMessage.newBuilder()
                .setMessage(bare(comment.comment(), chat))
                .setTargetMessageKey(Keys.write(comment.target())))
        .build();
  }

  /** A chat that messages can be sent to: that of an edit to be looked at need not be one. */
  private static Jid place(Jid chat) {
    return chat instanceof GroupJid ? chat : NOBODY;
  }

  @Override
  public WireContent moved(WireContent content, MediaReference moved) {
    try {
      Message.Builder message = Message.newBuilder().mergeFrom(content.bytes());
      FilePlaces.move(message, moved);
      Message built = message.build();
      return Contents.wire(built, built.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      InvalidValueException broken = new InvalidValueException("message", "is not a message");
      broken.initCause(e);
      throw broken;
    }
  }

  @Override
  public WireContent ofJson(String json) {
    Message message = WireJsonReader.read(json);
    return Contents.wire(message, message.toByteArray());
  }
}
