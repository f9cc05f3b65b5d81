package chatwarp.simulator.phone;

import chatwarp.adapters.wa.proto.Message;
import java.util.Optional;

/** The text of a message, of which the wire has two spellings (05 §19). */
final class MessageText {
  private MessageText() {}

  static Optional<String> of(Message message) {
    if (message.hasConversation()) {
      return Optional.of(message.getConversation());
    }
    if (message.hasExtendedTextMessage() && message.getExtendedTextMessage().hasText()) {
      return Optional.of(message.getExtendedTextMessage().getText());
    }
    return Optional.empty();
  }

  static Message message(String text) {
    return Message.newBuilder().setConversation(text).build();
  }
}
