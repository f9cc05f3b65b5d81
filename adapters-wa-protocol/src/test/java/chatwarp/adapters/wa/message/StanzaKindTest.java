package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.proto.AudioMessage;
import chatwarp.adapters.wa.proto.ButtonsMessage;
import chatwarp.adapters.wa.proto.ContactMessage;
import chatwarp.adapters.wa.proto.EncCommentMessage;
import chatwarp.adapters.wa.proto.EncReactionMessage;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.InteractiveMessage;
import chatwarp.adapters.wa.proto.InteractiveResponseMessage;
import chatwarp.adapters.wa.proto.KeepInChatMessage;
import chatwarp.adapters.wa.proto.KeepType;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.adapters.wa.proto.NewsletterAdminInviteMessage;
import chatwarp.adapters.wa.proto.OrderMessage;
import chatwarp.adapters.wa.proto.PinInChatMessage;
import chatwarp.adapters.wa.proto.PollCreationMessage;
import chatwarp.adapters.wa.proto.ProductMessage;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.ReactionMessage;
import chatwarp.adapters.wa.proto.RequestPhoneNumberMessage;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage.SecretEncType;
import chatwarp.adapters.wa.proto.StickerPackMessage;
import chatwarp.adapters.wa.proto.TemplateButtonReplyMessage;
import chatwarp.adapters.wa.proto.TemplateMessage;
import chatwarp.adapters.wa.proto.VideoMessage;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attribute rules of 05 §9. */
class StanzaKindTest {
  private static Arguments row(
      String name,
      UnaryOperator<Message.Builder> content,
      String type,
      String media,
      String edit,
      boolean hidden) {
    return Arguments.of(
        name,
        content.apply(Message.newBuilder()).build(),
        new StanzaKind(type, optional(media), optional(edit), hidden));
  }

  private static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static ProtocolMessage revoke(boolean fromMe) {
    return ProtocolMessage.newBuilder()
        .setType(ProtocolMessage.Type.REVOKE)
        .setKey(MessageKey.newBuilder().setFromMe(fromMe))
        .build();
  }

  private static Message.Builder edited(Message.Builder message, SecretEncType what) {
    return message.setSecretEncryptedMessage(
        SecretEncryptedMessage.newBuilder().setSecretEncType(what));
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        row("text", m -> m.setConversation("a"), "text", "", "", false),
        row(
            "text with a quote",
            m -> m.setExtendedTextMessage(ExtendedTextMessage.newBuilder().setText("a")),
            "text",
            "",
            "",
            false),
        row(
            "link preview",
            m ->
                m.setExtendedTextMessage(
                    ExtendedTextMessage.newBuilder().setMatchedText("https://a.b")),
            "media",
            "url",
            "",
            false),
        row(
            "image",
            m -> m.setImageMessage(ImageMessage.getDefaultInstance()),
            "media",
            "image",
            "",
            false),
        row(
            "gif",
            m -> m.setVideoMessage(VideoMessage.newBuilder().setGifPlayback(true)),
            "media",
            "gif",
            "",
            false),
        row(
            "voice note",
            m -> m.setAudioMessage(AudioMessage.newBuilder().setPtt(true)),
            "media",
            "ptt",
            "",
            false),
        row(
            "contact",
            m -> m.setContactMessage(ContactMessage.getDefaultInstance()),
            "media",
            "vcard",
            "",
            false),
        row(
            "image inside view once",
            m ->
                m.setViewOnceMessage(
                    FutureProofMessage.newBuilder()
                        .setMessage(
                            Message.newBuilder().setImageMessage(ImageMessage.newBuilder()))),
            "media",
            "image",
            "",
            false),
        row(
            "reaction",
            m -> m.setReactionMessage(ReactionMessage.newBuilder().setText("x")),
            "reaction",
            "",
            "",
            true),
        row(
            "reaction taken back",
            m -> m.setReactionMessage(ReactionMessage.newBuilder().setText("")),
            "reaction",
            "",
            "7",
            true),
        row(
            "poll",
            m -> m.setPollCreationMessageV3(PollCreationMessage.getDefaultInstance()),
            "poll",
            "",
            "",
            false),
        row("own message revoked", m -> m.setProtocolMessage(revoke(true)), "text", "", "7", true),
        row(
            "revoked by an admin",
            m -> m.setProtocolMessage(revoke(false)),
            "text",
            "",
            "8",
            false),
        row(
            "edit",
            m ->
                m.setProtocolMessage(
                    ProtocolMessage.newBuilder().setType(ProtocolMessage.Type.MESSAGE_EDIT)),
            "text",
            "",
            "1",
            true),
        row(
            "pin",
            m -> m.setPinInChatMessage(PinInChatMessage.getDefaultInstance()),
            "text",
            "",
            "2",
            true),
        row(
            "reaction under the secret of an announcement",
            m -> m.setEncReactionMessage(EncReactionMessage.getDefaultInstance()),
            "reaction",
            "",
            "",
            true),
        row(
            "poll of the first generation",
            m -> m.setPollCreationMessage(PollCreationMessage.getDefaultInstance()),
            "poll",
            "",
            "",
            false),
        row(
            "poll of an announcement group",
            m -> m.setPollCreationMessageV2(PollCreationMessage.getDefaultInstance()),
            "poll",
            "",
            "",
            false),
        row(
            "quiz",
            m -> m.setPollCreationMessageV5(PollCreationMessage.getDefaultInstance()),
            "poll",
            "",
            "",
            false),
        row("edited poll", m -> edited(m, SecretEncType.POLL_EDIT), "poll", "", "", true),
        row("edited event", m -> edited(m, SecretEncType.EVENT_EDIT), "event", "", "", true),
        row(
            "edited under a secret",
            m -> edited(m, SecretEncType.MESSAGE_EDIT),
            "text",
            "",
            "",
            false),
        row(
            "comment under a secret",
            m -> m.setEncCommentMessage(EncCommentMessage.getDefaultInstance()),
            "text",
            "",
            "",
            false),
        row(
            "keep undone by another than the author",
            m ->
                m.setKeepInChatMessage(
                    KeepInChatMessage.newBuilder().setKeepType(KeepType.UNDO_KEEP_FOR_ALL)),
            "text",
            "",
            "",
            true),
        row(
            "member label",
            m ->
                m.setProtocolMessage(
                    ProtocolMessage.newBuilder()
                        .setType(ProtocolMessage.Type.GROUP_MEMBER_LABEL_CHANGE)),
            "text",
            "",
            "",
            true),
        row(
            "product",
            m -> m.setProductMessage(ProductMessage.getDefaultInstance()),
            "media",
            "product",
            "",
            false),
        row(
            "order",
            m -> m.setOrderMessage(OrderMessage.getDefaultInstance()),
            "media",
            "order",
            "",
            false),
        row(
            "sticker pack",
            m -> m.setStickerPackMessage(StickerPackMessage.getDefaultInstance()),
            "media",
            "sticker_pack",
            "",
            false),
        row(
            "answer to a native flow",
            m -> m.setInteractiveResponseMessage(InteractiveResponseMessage.getDefaultInstance()),
            "media",
            "native_flow_response",
            "",
            false),
        row(
            "native flow",
            m -> m.setInteractiveMessage(InteractiveMessage.getDefaultInstance()),
            "text",
            "",
            "",
            false),
        row(
            "legacy buttons",
            m -> m.setButtonsMessage(ButtonsMessage.getDefaultInstance()),
            "text",
            "",
            "",
            false),
        row(
            "template",
            m -> m.setTemplateMessage(TemplateMessage.getDefaultInstance()),
            "text",
            "",
            "",
            false),
        row(
            "template reply",
            m -> m.setTemplateButtonReplyMessage(TemplateButtonReplyMessage.getDefaultInstance()),
            "text",
            "",
            "",
            false),
        row(
            "request for a phone number",
            m -> m.setRequestPhoneNumberMessage(RequestPhoneNumberMessage.getDefaultInstance()),
            "text",
            "",
            "",
            false),
        row(
            "invitation to administer a channel",
            m ->
                m.setNewsletterAdminInviteMessage(
                    NewsletterAdminInviteMessage.getDefaultInstance()),
            "text",
            "",
            "",
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void says(String name, Message content, StanzaKind kind) {
    assertEquals(kind, StanzaKind.of(content));
  }
}
