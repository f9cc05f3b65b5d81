package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.LocationMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WireJsonTest {
  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of("nothing", Message.getDefaultInstance(), "{}"),
        Arguments.of(
            "text",
            Message.newBuilder().setConversation("olá").build(),
            "{\"conversation\":\"olá\"}"),
        Arguments.of(
            "bytes as base64, 64 bits as text, 32 bits as numbers",
            ImageMessage.newBuilder()
                .setFileSha256(ByteString.copyFrom(new byte[] {1, 2, (byte) 255}))
                .setFileLength(-1)
                .setHeight(7)
                .setMediaKeyTimestamp(1700000000L)
                .setViewOnce(false)
                .build(),
            "{\"fileSha256\":\"AQL/\",\"fileLength\":\"18446744073709551615\",\"height\":7,"
                + "\"mediaKeyTimestamp\":\"1700000000\",\"viewOnce\":false}"),
        Arguments.of(
            "an enum as its number, also zero",
            ProtocolMessage.newBuilder()
                .setKey(MessageKey.newBuilder().setFromMe(true).setId("X"))
                .setType(ProtocolMessage.Type.REVOKE)
                .build(),
            "{\"key\":{\"fromMe\":true,\"id\":\"X\"},\"type\":0}"),
        Arguments.of(
            "lists",
            ExtendedTextMessage.newBuilder()
                .setText("a")
                .setContextInfo(
                    ContextInfo.newBuilder().addMentionedJid("1@lid").addMentionedJid("2@lid"))
                .build(),
            "{\"text\":\"a\",\"contextInfo\":{\"mentionedJid\":[\"1@lid\",\"2@lid\"]}}"),
        Arguments.of(
            "fractions, whole ones without a point",
            LocationMessage.newBuilder().setDegreesLatitude(-23.5).setDegreesLongitude(46).build(),
            "{\"degreesLatitude\":-23.5,\"degreesLongitude\":46}"),
        Arguments.of(
            "not a number",
            LocationMessage.newBuilder().setDegreesLatitude(Double.NaN).build(),
            "{\"degreesLatitude\":null}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void prints(String name, com.google.protobuf.Message message, String json) {
    assertEquals(json, WireJson.of(message));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void escapes(String name, String text, String json) {
    assertEquals(
        "{\"conversation\":\"" + json + "\"}",
        WireJson.of(Message.newBuilder().setConversation(text).build()));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("quotes and backslashes", "a\"b\\c", "a\\\"b\\\\c"),
        Arguments.of("line ends", "a\nb\r\tc", "a\\nb\\r\\tc"),
        Arguments.of("control characters", "\u0000\u001f", "\\u0000\\u001f"),
        Arguments.of("line separators", "\u2028\u2029", "\\u2028\\u2029"),
        Arguments.of("emoji stay", "\uD83D\uDE00", "\uD83D\uDE00"));
  }

  @Test
  void leavesOutWhatTheSchemaDoesNotKnow() {
    Message message =
        Message.newBuilder()
            .setConversation("a")
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(4000, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                    .build())
            .build();
    assertEquals("{\"conversation\":\"a\"}", WireJson.of(message));
  }
}
