package chatwarp.domain.port;

import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;

/**
 * A finished stanza that waits for the server's ack; sent again unchanged after a reconnect.
 *
 * @param bytes the encoded node, before the frame cipher
 */
public record Stanza(MessageId id, Jid chat, byte[] bytes) {
  @Override
  public String toString() {
    return "Stanza[" + id + ", " + bytes.length + " bytes]";
  }
}
