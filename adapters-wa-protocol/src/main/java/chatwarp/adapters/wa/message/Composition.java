package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.Expiration;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.StatusScope;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Optional;

/**
 * A message to be sent as the protocol has it, before anybody it is encrypted for is known.
 *
 * @param timer of the chat it is for, when its messages disappear
 * @param scope by which rule a status post's viewers were chosen; says nothing in every other chat
 * @param bytes the protobuf without padding
 */
@SuppressWarnings("ArrayRecordComponent") // On its way, never compared.
record Composition(
    MessageId id,
    Jid chat,
    Optional<Duration> timer,
    StatusScope scope,
    Message content,
    byte[] bytes,
    StanzaKind kind) {

  static Composition of(OutgoingMessage message, Author author) {
    Message content = Contents.toProto(message, author);
    return new Composition(
        message.id(),
        message.chat(),
        message.context().expiration().map(Expiration::time),
        message.scope(),
        content,
        content.toByteArray(),
        StanzaKind.of(content));
  }

  /** The same for a chat with this timer. */
  Composition expiring(Optional<Duration> time) {
    return new Composition(id, chat, time, scope, content, bytes, kind);
  }

  /** One that was sent to a group before, word for word: votes and answers go by its secret. */
  static Composition again(MessageId id, SentMessage sent) {
    try {
      Message content = Message.parseFrom(sent.content());
      return new Composition(
          id,
          sent.chat(),
          Optional.empty(),
          StatusScope.CONTACTS,
          content,
          sent.content(),
          StanzaKind.of(content));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message of ours is no protobuf", e);
    }
  }
}
