package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.ServerJid;

/** A message to be sent, valid by construction. */
public record OutgoingMessage(MessageId id, Jid chat, MessageContent content) {
  public OutgoingMessage {
    if (chat instanceof ServerJid || chat instanceof OtherJid) {
      throw new InvalidValueException("number", "is not a chat that messages can be sent to");
    }
    chat = chat.bare();
  }
}
