package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.OutgoingMessage;

/**
 * A message to be sent as the protocol has it, before anybody it is encrypted for is known.
 *
 * @param bytes the protobuf without padding
 */
@SuppressWarnings("ArrayRecordComponent") // On its way, never compared.
record Composition(OutgoingMessage message, Message content, byte[] bytes, StanzaKind kind) {

  static Composition of(OutgoingMessage message, Author author) {
    Message content = Contents.toProto(message, author);
    return new Composition(message, content, content.toByteArray(), StanzaKind.of(content));
  }
}
