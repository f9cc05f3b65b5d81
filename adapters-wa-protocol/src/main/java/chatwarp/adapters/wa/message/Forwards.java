package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;

/**
 * Messages sent on (05 §18): the same content, once more forwarded, without what surrounded it and
 * without its secret.
 */
final class Forwards {
  private Forwards() {}

  /**
   * @param around what surrounds it at its new place
   * @throws InvalidValueException when it is nothing that can be sent on
   */
  static Message.Builder write(WireContent original, MessageContext around, Jid chat, Instant now) {
    Message innermost = Wrappers.innermost(parse(original));
    if (!canBeForwarded(innermost)) {
      throw new InvalidValueException("message", "cannot be forwarded");
    }
    ContextInfo before = Surroundings.info(innermost);
    int score = Math.max(before.getForwardingScore(), before.getIsForwarded() ? 1 : 0) + 1;
    MessageContext forwarded =
        new MessageContext(
            around.quoted(),
            around.mentioned(),
            around.everyone(),
            Math.max(score, around.forwardingScore()),
            around.expiration(),
            around.album());
    Message.Builder message = Surroundings.withoutContext(innermost).toBuilder();
    Surroundings.put(message, forwarded, chat, now);
    return wrapped(message);
  }

  private static Message.Builder wrapped(Message.Builder message) {
    FutureProofMessage.Builder wrapper = FutureProofMessage.newBuilder().setMessage(message);
    if (!message.getDocumentMessage().getCaption().isEmpty()) {
      return Message.newBuilder().setDocumentWithCaptionMessage(wrapper);
    }
    return MediaMessages.isLottie(message.getStickerMessage())
        ? Message.newBuilder().setLottieStickerMessage(wrapper)
        : message;
  }

  private static Message parse(WireContent original) {
    try {
      return Message.parseFrom(original.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidValueException("message", "is no message");
    }
  }

  /** Not what is done to another message, and not what may be seen only once. */
  private static boolean canBeForwarded(Message message) {
    boolean once =
        message.getImageMessage().getViewOnce()
            || message.getVideoMessage().getViewOnce()
            || message.getAudioMessage().getViewOnce();
    return Contents.saysSomething(message)
        && !once
        && !message.hasProtocolMessage()
        && !message.hasReactionMessage()
        && !message.hasEncReactionMessage()
        && !message.hasPollUpdateMessage()
        && !message.hasEncEventResponseMessage()
        && !message.hasEncCommentMessage()
        && !message.hasSecretEncryptedMessage()
        && !message.hasPinInChatMessage()
        && !message.hasKeepInChatMessage()
        && !message.hasAlbumMessage();
  }
}
