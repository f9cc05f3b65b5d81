package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.Message;
import java.util.Optional;

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
  private static final String SENDER_REVOKE = "7";

  static StanzaKind of(Message whole) {
    Message message = Wrappers.innermost(whole);
    Optional<String> media = media(message);
    Optional<String> edit = edit(whole, message);
    return new StanzaKind(type(message, media), media, edit, edit.isPresent() || hides(message));
  }

  private static String type(Message message, Optional<String> media) {
    if (message.hasReactionMessage() || message.hasEncReactionMessage()) {
      return "reaction";
    }
    if (message.hasPollCreationMessage()
        || message.hasPollCreationMessageV2()
        || message.hasPollCreationMessageV3()
        || message.hasPollCreationMessageV5()
        || message.hasPollUpdateMessage()) {
      return "poll";
    }
    if (message.hasEventMessage() || message.hasEncEventResponseMessage()) {
      return "event";
    }
    return media.isPresent() ? "media" : "text";
  }

  private static Optional<String> media(Message m) {
    String media =
        m.hasImageMessage()
            ? "image"
            : m.hasVideoMessage()
                ? (m.getVideoMessage().getGifPlayback() ? "gif" : "video")
                : m.hasPtvMessage()
                    ? "ptv"
                    : m.hasAudioMessage()
                        ? (m.getAudioMessage().getPtt() ? "ptt" : "audio")
                        : m.hasDocumentMessage()
                            ? "document"
                            : m.hasStickerMessage()
                                ? "sticker"
                                : m.hasLocationMessage()
                                    ? "location"
                                    : m.hasLiveLocationMessage()
                                        ? "livelocation"
                                        : m.hasContactMessage()
                                            ? "vcard"
                                            : m.hasContactsArrayMessage()
                                                ? "contact_array"
                                                : !m.getExtendedTextMessage()
                                                        .getMatchedText()
                                                        .isEmpty()
                                                    ? "url"
                                                    : m.hasGroupInviteMessage() ? "url" : "";
    return media.isEmpty() ? Optional.empty() : Optional.of(media);
  }

  private static Optional<String> edit(Message whole, Message message) {
    if (whole.hasEditedMessage()) {
      return Optional.of("1");
    }
    if (message.hasProtocolMessage() && message.getProtocolMessage().hasType()) {
      return switch (message.getProtocolMessage().getType()) {
        case MESSAGE_EDIT -> Optional.of("1");
        case REVOKE ->
            Optional.of(message.getProtocolMessage().getKey().getFromMe() ? SENDER_REVOKE : "8");
        default -> Optional.empty();
      };
    }
    if (message.hasPinInChatMessage()) {
      return Optional.of("2");
    }
    boolean removesReaction =
        message.hasReactionMessage() && message.getReactionMessage().getText().isEmpty();
    return removesReaction ? Optional.of(SENDER_REVOKE) : Optional.empty();
  }

  private static boolean hides(Message message) {
    return message.hasReactionMessage()
        || message.hasEncReactionMessage()
        || message.hasPollUpdateMessage()
        || message.hasKeepInChatMessage()
        || message.hasEncEventResponseMessage();
  }
}
