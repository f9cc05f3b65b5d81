package chatwarp.adapters.wa.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFormatTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final PublicKey KEY = Curve25519.generate(new Random(1)).publicKey();
  private static final String K = "21" + HEX.formatHex(KEY.serialized());
  private static final String MAC = "0102030405060708";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          as written               | 0aK 1007 1803 220100           | 7
          counter absent           | 0aK 1803 220100                | 0
          previous counter absent  | 0aK 1007 220100                | 7
          previous counter -1      | 0aK 1007 18ffffffff0f 220100   | 7
          -1 as ten bytes          | 0aK 1007 18ffffffffffffffffff01 220100 | 7
          other order              | 220100 1803 1007 0aK           | 7
          last of two counts       | 0aK 1007 1009 220100           | 9
          unknown varint           | 0aK 1007 2864 220100           | 7
          unknown bytes            | 0aK 1007 2a0161 220100         | 7
          unknown fixed            | 0aK 1007 2d01020304 310102030405060708 220100 | 7
          counter of another type  | 0aK 120107 220100              | 0
          long varint              | 0aK 10878000 220100            | 7
          """)
  void readsASignalMessage(String row, String body, int counter) {
    SignalMessage message = SignalMessage.parse(message(body));
    assertEquals(counter, message.counter());
    assertEquals(KEY, message.ratchetKey());
    assertEquals(1, message.ciphertextLength());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no ratchet key         | 33 | 1007 220100
          no ciphertext          | 33 | 0aK 1007
          ratchet key of type 6  | 33 | 0a2106LL 1007 220100
          ratchet key without type | 33 | 0a20LL 1007 220100
          field past the end     | 33 | 0aK 1007 22ff00
          negative length        | 33 | 0aK 1007 22ffffffffffffffffff01
          group                  | 33 | 0aK 1007 220100 2b
          field 0                | 33 | 0aK 1007 220100 0000
          varint too long        | 33 | 0aK 10ffffffffffffffffffff01 220100
          tag too large          | 33 | 0aK 1007 220100 80808080808001
          version 2              | 23 | 0aK 1007 220100
          version 4              | 44 | 0aK 1007 220100
          version 0              | 03 | 0aK 1007 220100
          """)
  void refusesASignalMessage(String row, String version, String body) {
    byte[] bytes = message(body);
    bytes[0] = HEX.parseHex(version)[0];
    assertThrows(InvalidMessageException.class, () -> SignalMessage.parse(bytes));
  }

  @Test
  void refusesEveryPrefixOfAMessage() {
    byte[] whole = message("0aK 1007 1803 2210 000102030405060708090a0b0c0d0e0f");
    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      assertThrows(
          InvalidMessageException.class, () -> SignalMessage.parse(prefix), "prefix of " + length);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no base key       | 0807 1aK 22M 2801 3001
          no identity       | 0807 12K 22M 2801 3001
          no message        | 0807 12K 1aK 2801 3001
          no signed prekey  | 0807 12K 1aK 22M 2801
          """)
  void refusesAPreKeyMessage(String row, String body) {
    byte[] bytes = preKeyMessage(body);
    assertThrows(InvalidMessageException.class, () -> PreKeySignalMessage.parse(bytes));
  }

  @Test
  void readsAPreKeyMessageWithoutOneTimePreKeyAndRegistration() {
    PreKeySignalMessage message = PreKeySignalMessage.parse(preKeyMessage("12K 1aK 22M 3009"));
    assertTrue(message.preKeyId().isEmpty());
    assertEquals(0, message.registrationId());
    assertEquals(9, message.signedPreKeyId());
    assertEquals(7, message.message().counter());
  }

  @Test
  void takesAPreKeyIdOfZeroAsPresent() {
    assertEquals(
        0,
        PreKeySignalMessage.parse(preKeyMessage("0800 12K 1aK 22M 2801 3009"))
            .preKeyId()
            .orElseThrow());
  }

  @Test
  void refusesEveryPrefixOfAPreKeyMessage() {
    byte[] whole = preKeyMessage("0807 12K 1aK 22M 2801 3001");
    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      assertThrows(
          InvalidMessageException.class,
          () -> PreKeySignalMessage.parse(prefix),
          "prefix of " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 16383, 16384, 2097151, 2097152, 268435455, 268435456, -1})
  void sizesAVarintAsItIsWritten(int value) {
    byte[] target = new byte[6];
    int written = new ProtoWriter(target, 0).uint32(1, value).position();
    assertEquals(ProtoWriter.sizeOfUint32(value), written);
    ProtoReader reader = new ProtoReader(target, 0, written);
    assertTrue(reader.next());
    assertEquals(value, reader.uint32());
  }

  @Test
  void writesADistributionByteForByteAsThePeersDo() {
    byte[] bytes =
        HEX.parseHex(
            "3308f8acd1910110001a20000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
                + "222105a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a209");
    SenderKeyDistribution distribution = SenderKeyDistribution.parse(bytes);
    assertEquals(305419896, distribution.id());
    assertArrayEquals(bytes, distribution.encode());
  }

  private static byte[] message(String body) {
    return HEX.parseHex("33" + expand(body) + MAC);
  }

  private static byte[] preKeyMessage(String body) {
    String inner = "33" + expand("0aK 1007 1803 220100") + MAC;
    String length = HEX.toHexDigits((byte) (inner.length() / 2));
    return HEX.parseHex("33" + expand(body.replace("M", length + inner)));
  }

  private static String expand(String body) {
    String raw = HEX.formatHex(KEY.raw());
    return body.replace(" ", "").replace("K", K).replace("LL", raw);
  }
}
