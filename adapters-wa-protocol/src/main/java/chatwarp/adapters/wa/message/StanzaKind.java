package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.KeepType;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a stanza says about its content from outside, so that servers and phones know what to do
 * without reading it (05 §9).
 *
 * @param type of the {@code message} element
 * @param media {@code mediatype} of the {@code enc} elements
 * @param edit the {@code edit} attribute
 * @param hidden whether a receiver that cannot decrypt shows nothing ({@code decrypt-fail=hide})
 */
record StanzaKind(String type, Optional<String> media, Optional<String> edit, boolean hidden) {
  private static final String MESSAGE_EDIT = "1";
  private static final String PIN = "2";
  private static final String SENDER_REVOKE = "7";

  /** An admin deletes another one's message. */
  static final String ADMIN_REVOKE = "8";

  /** A message that brings nothing but a sender key: nobody is shown anything of it (05 §5). */
  static final StanzaKind OF_A_KEY =
      new StanzaKind("text", Optional.empty(), Optional.empty(), true);

  static StanzaKind of(Message whole) {
    Message message = Wrappers.innermost(whole);
    Optional<String> media = media(message);
    Optional<String> edit = edit(whole, message);
    boolean hidden =
        edit.filter(value -> !value.equals(ADMIN_REVOKE)).isPresent() || hides(message);
    return new StanzaKind(type(message, media), media, edit, hidden);
  }

  private static String type(Message m, Optional<String> media) {
    if (m.hasReactionMessage() || m.hasEncReactionMessage()) {
      return "reaction";
    }
    if (PollMessages.find(m).isPresent() || m.hasPollUpdateMessage()) {
      return "poll";
    }
    if (m.hasEventMessage() || m.hasEncEventResponseMessage()) {
      return "event";
    }
    if (m.hasSecretEncryptedMessage()) {
      return switch (m.getSecretEncryptedMessage().getSecretEncType()) {
        case EVENT_EDIT -> "event";
        case POLL_EDIT, POLL_ADD_OPTION -> "poll";
        case MESSAGE_EDIT, MESSAGE_SCHEDULE, UNKNOWN -> "text";
      };
    }
    // WhatsApp Web says so of albums although they have no mediatype.
    return media.isPresent() || m.hasAlbumMessage() ? "media" : "text";
  }

  private static Optional<String> media(Message m) {
    return Optional.ofNullable(
        m.hasImageMessage()
            ? "image"
            : m.hasVideoMessage()
                ? m.getVideoMessage().getGifPlayback() ? "gif" : "video"
                : m.hasPtvMessage()
                    ? "ptv"
                    : m.hasAudioMessage()
                        ? m.getAudioMessage().getPtt() ? "ptt" : "audio"
                        : m.hasDocumentMessage()
                            ? "document"
                            : m.hasStickerMessage() ? "sticker" : otherMedia(m));
  }

  private static @Nullable String otherMedia(Message m) {
    if (m.hasStickerPackMessage()) {
      return "sticker_pack";
    }
    if (m.hasLocationMessage()) {
      return "location";
    }
    if (m.hasLiveLocationMessage()) {
      return "livelocation";
    }
    if (m.hasContactMessage()) {
      return "vcard";
    }
    if (m.hasContactsArrayMessage()) {
      return "contact_array";
    }
    if (!m.getExtendedTextMessage().getMatchedText().isEmpty() || m.hasGroupInviteMessage()) {
      return "url";
    }
    if (m.hasListMessage()) {
      return "list";
    }
    if (m.hasListResponseMessage()) {
      return "list_response";
    }
    if (m.hasButtonsResponseMessage()) {
      return "buttons_response";
    }
    if (m.hasOrderMessage()) {
      return "order";
    }
    if (m.hasProductMessage()) {
      return "product";
    }
    return m.hasInteractiveResponseMessage() ? "native_flow_response" : null;
  }

  private static Optional<String> edit(Message whole, Message message) {
    if (whole.hasEditedMessage()) {
      return Optional.of(MESSAGE_EDIT);
    }
    if (message.hasProtocolMessage() && message.getProtocolMessage().hasType()) {
      return switch (message.getProtocolMessage().getType()) {
        case MESSAGE_EDIT -> Optional.of(MESSAGE_EDIT);
        case REVOKE ->
            Optional.of(
                message.getProtocolMessage().getKey().getFromMe() ? SENDER_REVOKE : ADMIN_REVOKE);
        default -> Optional.empty();
      };
    }
    if (message.hasPinInChatMessage()) {
      return Optional.of(PIN);
    }
    boolean removesReaction =
        message.hasReactionMessage() && message.getReactionMessage().getText().isEmpty();
    boolean authorLetsGo =
        message.getKeepInChatMessage().getKeepType() == KeepType.UNDO_KEEP_FOR_ALL
            && message.getKeepInChatMessage().getKey().getFromMe();
    return removesReaction || authorLetsGo ? Optional.of(SENDER_REVOKE) : Optional.empty();
  }

  private static boolean hides(Message message) {
    return message.hasReactionMessage()
        || message.hasEncReactionMessage()
        || message.hasPollUpdateMessage()
        || message.hasKeepInChatMessage()
        || message.hasEncEventResponseMessage()
        || editsUnderSecret(message)
        || isLabel(message.getProtocolMessage());
  }

  private static boolean isLabel(ProtocolMessage said) {
    return said.hasType() && said.getType() == ProtocolMessage.Type.GROUP_MEMBER_LABEL_CHANGE;
  }

  private static boolean editsUnderSecret(Message message) {
    return switch (message.getSecretEncryptedMessage().getSecretEncType()) {
      case EVENT_EDIT, POLL_EDIT -> true;
      case MESSAGE_EDIT, MESSAGE_SCHEDULE, POLL_ADD_OPTION, UNKNOWN -> false;
    };
  }
}
