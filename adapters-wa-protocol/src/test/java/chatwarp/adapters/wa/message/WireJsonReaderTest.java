package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.InvalidValueException;
import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that clients send back as JSON. */
class WireJsonReaderTest {
  @Test
  void readsWhatWeWrite() {
    Message message =
        Message.newBuilder()
            .setExtendedTextMessage(
                ExtendedTextMessage.newBuilder()
                    .setText("olá \"\n\u2028")
                    .setContextInfo(
                        ContextInfo.newBuilder().addMentionedJid("1@lid").addMentionedJid("2@lid")))
            .setImageMessage(
                ImageMessage.newBuilder()
                    .setMediaKey(ByteString.copyFrom(new byte[] {0, -1, 7}))
                    .setFileLength(5_000_000_000L)
                    .setHeight(600))
            .build();
    assertEquals(message, WireJsonReader.read(WireJson.of(message)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"EYEE\"",
        "{\"0\":17,\"1\":129,\"2\":4}",
        "{\"type\":\"Buffer\",\"data\":[17,129,4]}",
        "{\"type\":\"Buffer\",\"data\":\"EYEE\"}",
        "[17,129,4]"
      })
  void readsBytesInEverySpelling(String bytes) {
    Message message = WireJsonReader.read("{\"imageMessage\":{\"mediaKey\":" + bytes + "}}");
    assertArrayEquals(
        new byte[] {17, (byte) 129, 4}, message.getImageMessage().getMediaKey().toByteArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"4294967297\"", "4294967297", "{\"low\":1,\"high\":1,\"unsigned\":true}"})
  void readsNumbersInEverySpelling(String number) {
    Message message = WireJsonReader.read("{\"imageMessage\":{\"fileLength\":" + number + "}}");
    assertEquals(4_294_967_297L, message.getImageMessage().getFileLength());
  }

  @Test
  void leavesOutWhatItDoesNotKnow() {
    assertEquals(
        Message.newBuilder().setConversation("hi").build(),
        WireJsonReader.read(
            "{\"a\":{\"b\":[1,{}]},\"conversation\":\"hi\",\"imageMessage\":null}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"conversation\":",
        "{\"imageMessage\":5}",
        "{\"imageMessage\":{\"mediaKey\":\"%\"}}",
        "{\"imageMessage\":{\"mediaKey\":[300]}}",
        "{\"imageMessage\":{\"fileLength\":\"x\"}}"
      })
  void refusesWhatIsNoMessage(String json) {
    assertThrows(InvalidValueException.class, () -> WireJsonReader.read(json));
  }
}
