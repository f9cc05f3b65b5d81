package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageContextInfo;
import chatwarp.adapters.wa.proto.ReactionMessage;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Vectors of 05 §10. */
class ReportingTokenTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final MessageId ID = new MessageId("3EB0AABBCCDDEEFF001122");
  private static final UserJid SENDER = UserJid.phone("5511999999999");
  private static final UserJid CHAT = UserJid.phone("5511888888888");

  private static byte[] secret() {
    byte[] secret = new byte[32];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) i;
    }
    return secret;
  }

  private static Message.Builder withSecret() {
    return Message.newBuilder()
        .setMessageContextInfo(
            MessageContextInfo.newBuilder().setMessageSecret(ByteString.copyFrom(secret())));
  }

  @Test
  void derivesTheKeyOfTheVector() {
    assertEquals(
        "8f7c6cfe5afe5bd01205dbf91c99fec8b5d1d69678f7fa0e79e58c463336e91c",
        HEX.formatHex(ReportingToken.key(secret(), ID, SENDER, CHAT)));
  }

  @Test
  void derivesTheKeyOfThePublishedVector() {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 0x42);
    assertEquals(
        "ba50b22be5cc25717d32b7d277dae1bc9fa8ad122cddb0ec4fbc872452a5e08c",
        HEX.formatHex(
            ReportingToken.key(
                secret,
                new MessageId("3EB0E0E5F2D4F618589C0B"),
                UserJid.phone("5511999887766"),
                UserJid.phone("5511888776655"))));
  }

  @Test
  void makesTheTokenOfTheVector() {
    Message message = withSecret().setConversation("hello").build();
    assertEquals("0a0568656c6c6f", HEX.formatHex(ReportedFields.of(message.toByteArray())));
    Node token =
        ReportingToken.node(message, ID, SENDER, CHAT)
            .orElseThrow()
            .requireChild("reporting_token");
    assertEquals("2", token.requireAttr("v"));
    assertEquals("14f746c44f7cabcf0a14431def48b2ff", HEX.formatHex(token.requireBytes()));
  }

  @Test
  void keepsOnlyTheFieldsThatCount() {
    Message message =
        Message.newBuilder()
            .setExtendedTextMessage(
                ExtendedTextMessage.newBuilder()
                    .setText("a")
                    .setTitle("left out")
                    .setContextInfo(
                        ContextInfo.newBuilder()
                            .setStanzaId("left out")
                            .setForwardingScore(2)
                            .setIsForwarded(true)))
            .build();
    Message expected =
        Message.newBuilder()
            .setExtendedTextMessage(
                ExtendedTextMessage.newBuilder()
                    .setText("a")
                    .setContextInfo(
                        ContextInfo.newBuilder().setForwardingScore(2).setIsForwarded(true)))
            .build();
    assertEquals(
        HEX.formatHex(expected.toByteArray()),
        HEX.formatHex(ReportedFields.of(message.toByteArray())));
  }

  @Test
  void looksIntoWrappedMessagesWithTheWholeTable() {
    Message inner =
        Message.newBuilder()
            .setImageMessage(ImageMessage.newBuilder().setMimetype("image/jpeg").setHeight(5))
            .build();
    Message wrapped =
        Message.newBuilder()
            .setViewOnceMessage(FutureProofMessage.newBuilder().setMessage(inner))
            .build();
    Message expected =
        Message.newBuilder()
            .setViewOnceMessage(
                FutureProofMessage.newBuilder()
                    .setMessage(
                        Message.newBuilder()
                            .setImageMessage(ImageMessage.newBuilder().setMimetype("image/jpeg"))))
            .build();
    assertEquals(
        HEX.formatHex(expected.toByteArray()),
        HEX.formatHex(ReportedFields.of(wrapped.toByteArray())));
  }

  @Test
  void makesNoneWithoutSecretOrContentOrForAReaction() {
    assertEquals(
        Optional.empty(),
        ReportingToken.node(Message.newBuilder().setConversation("a").build(), ID, SENDER, CHAT));
    assertEquals(Optional.empty(), ReportingToken.node(withSecret().build(), ID, SENDER, CHAT));
    assertEquals(
        Optional.empty(),
        ReportingToken.node(
            withSecret().setReactionMessage(ReactionMessage.newBuilder().setText("x")).build(),
            ID,
            SENDER,
            CHAT));
  }
}
