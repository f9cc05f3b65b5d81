package chatwarp.domain.port;

import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import java.util.List;

/**
 * The message that an event tells of.
 *
 * @param chats the addresses that its chat is told by
 */
public record ToldMessage(List<Jid> chats, MessageId id) {
  public ToldMessage {
    chats = List.copyOf(chats);
  }
}
