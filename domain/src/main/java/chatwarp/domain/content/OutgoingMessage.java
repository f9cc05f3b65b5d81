package chatwarp.domain.content;

import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.model.UserJid;
import java.util.List;

/**
 * A message to be sent, valid by construction.
 *
 * @param audience who gets a status update; empty for every other chat
 * @param scope by which rule those were chosen; says nothing in every other chat
 */
public record OutgoingMessage(
    MessageId id,
    Jid chat,
    MessageContent content,
    MessageContext context,
    List<UserJid> audience,
    StatusScope scope) {
  public OutgoingMessage {
    if (chat instanceof ServerJid || chat instanceof OtherJid) {
      throw new InvalidValueException("number", "is not a chat that messages can be sent to");
    }
    chat = chat.bare();
    audience = List.copyOf(audience);
    if (chat.equals(BroadcastJid.STATUS) == audience.isEmpty()) {
      throw new InvalidValueException(
          "statusJidList", audience.isEmpty() ? "is required" : "is for status updates only");
    }
  }

  /** A message whose audience, if it has one, was named. */
  public OutgoingMessage(
      MessageId id,
      Jid chat,
      MessageContent content,
      MessageContext context,
      List<UserJid> audience) {
    this(id, chat, content, context, audience, StatusScope.ONLY);
  }

  /** The same within another context. */
  public OutgoingMessage within(MessageContext other) {
    return new OutgoingMessage(id, chat, content, other, audience, scope);
  }

  /** A message to a person or group with nothing around it. */
  public static OutgoingMessage of(MessageId id, Jid chat, MessageContent content) {
    return new OutgoingMessage(id, chat, content, MessageContext.NONE, List.of());
  }
}
