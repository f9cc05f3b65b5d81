package chatwarp.simulator.content;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.util.Optional;

/** The messages that a phone has sent or got, which others may be about. */
public interface Originals {

  /** A message by its id. */
  Optional<Original> find(String id);

  /** The own name in a chat: by number or by LID, as the chat addresses people. */
  UserJid self(Jid chat);

  /**
   * A message as the phone knows it.
   *
   * @param mine whether this account sent it, from whatever device
   */
  record Original(String id, Jid chat, UserJid author, boolean mine, Message message) {

    /** Its key, from this phone's point of view (05 §18). */
    MessageKey key() {
      MessageKey.Builder key =
          MessageKey.newBuilder().setRemoteJid(chat.toString()).setFromMe(mine).setId(id);
      if (!mine && !(chat instanceof UserJid)) {
        key.setParticipant(author.toString());
      }
      return key.build();
    }

    /** The secret of the message, when it has one. */
    public Optional<byte[]> secret() {
      byte[] secret = message.getMessageContextInfo().getMessageSecret().toByteArray();
      return secret.length == 0 ? Optional.empty() : Optional.of(secret);
    }

    @Override
    public String toString() {
      return "Original[redacted]";
    }
  }
}
