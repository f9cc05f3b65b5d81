package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.proto.AudioMessage;
import chatwarp.adapters.wa.proto.ContactMessage;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.adapters.wa.proto.PinInChatMessage;
import chatwarp.adapters.wa.proto.PollCreationMessage;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.ReactionMessage;
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
            true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void says(String name, Message content, StanzaKind kind) {
    assertEquals(kind, StanzaKind.of(content));
  }
}
