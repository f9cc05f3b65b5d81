package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The token by which a recipient can prove to WhatsApp what a message said (05 §10): an HMAC over
 * the parts of the message that count, under a key from the message's own secret.
 */
final class ReportingToken {
  private static final int LENGTH = 16;

  private ReportingToken() {}

  /** The {@code reporting} element; none for a message without secret or reportable content. */
  static Optional<Node> node(Message message, MessageId id, UserJid sender, Jid chat) {
    byte[] secret = message.getMessageContextInfo().getMessageSecret().toByteArray();
    if (secret.length == 0
        || message.hasReactionMessage()
        || message.hasEncReactionMessage()
        || message.hasEncEventResponseMessage()
        || message.hasPollUpdateMessage()) {
      return Optional.empty();
    }
    byte[] content = ReportedFields.of(message.toByteArray());
    return content.length == 0
        ? Optional.empty()
        : Optional.of(
            Node.of(
                "reporting",
                Node.builder("reporting_token")
                    .attr("v", "2")
                    .bytes(token(key(secret, id, sender, chat), content))
                    .build()));
  }

  static byte[] key(byte[] secret, MessageId id, UserJid sender, Jid chat) {
    String info = id.value() + sender + chat + "Report Token";
    return new SymmetricCrypto()
        .hkdf()
        .derive(secret, info.getBytes(StandardCharsets.UTF_8), HmacSha256.LENGTH);
  }

  static byte[] token(byte[] key, byte[] content) {
    return Arrays.copyOf(new HmacSha256().code(key, content), LENGTH);
  }
}
