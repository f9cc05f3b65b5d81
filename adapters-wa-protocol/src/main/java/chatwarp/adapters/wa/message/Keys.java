package chatwarp.adapters.wa.message;

import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.MessageKey;

/** Names of messages, as we write them (05 §18); {@link Scene} reads those of others. */
final class Keys {
  private Keys() {}

  /** The key from our point of view; the author is told where there are many and it is not us. */
  static chatwarp.adapters.wa.proto.MessageKey write(MessageKey key) {
    chatwarp.adapters.wa.proto.MessageKey.Builder written =
        chatwarp.adapters.wa.proto.MessageKey.newBuilder()
            .setRemoteJid(key.chat().toString())
            .setFromMe(key.fromMe())
            .setId(key.id().value());
    boolean many = key.chat() instanceof GroupJid || key.chat() instanceof BroadcastJid;
    if (many && !key.fromMe()) {
      key.participant().ifPresent(author -> written.setParticipant(author.toString()));
    }
    return written.build();
  }
}
