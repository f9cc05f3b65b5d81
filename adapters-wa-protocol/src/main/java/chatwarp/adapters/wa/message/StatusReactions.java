package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.UserJid;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;

/** What is addressed to the status feed and yet is for one person: reactions to their posts. */
final class StatusReactions {
  private StatusReactions() {}

  /** Who posted what this reacts to; none when it is something else. */
  static Optional<UserJid> poster(SentMessage sent) {
    if (!sent.chat().equals(BroadcastJid.STATUS)) {
      return Optional.empty();
    }
    try {
      Message said = Wrappers.innermost(Message.parseFrom(sent.content()));
      return said.hasReactionMessage()
          ? Scene.person(said.getReactionMessage().getKey().getParticipant())
          : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message of ours is no protobuf", e);
    }
  }
}
