package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.proto.PreKeySignalMessage;
import chatwarp.adapters.wa.signal.CiphertextType;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** On the pkmsg of 04 §11. */
class CorruptMacTest {
  private static final String MESSAGE =
      "330a2105132c442be010fbd57e72603328aa76e71fccc1503aae219327d14d9c9993f47210001800"
          + "2210e0419efc77eb97a0e46c1be3d0036adfd91c07afd56f3ba9";
  private static final String ENVELOPE =
      "330807122105e2c05860f2ac6b2b57ba564b421ffe71e4b128c591e46e0491cc9b33dbf22a271a2105"
          + "b4a8455660ada65b401007f615e654041746432e3339c6875149bceefcb42b4a2242"
          + MESSAGE
          + "28d2093001";

  @Test
  void turnsTheLastBitOfAMessage() {
    SignalCiphertext corrupt =
        CorruptMac.of(new SignalCiphertext(CiphertextType.MESSAGE, hex(MESSAGE)));
    assertEquals(MESSAGE.substring(0, MESSAGE.length() - 1) + "8", text(corrupt.bytes()));
  }

  @Test
  void turnsTheLastBitOfTheMessageInsideAnEnvelope() throws Exception {
    SignalCiphertext corrupt =
        CorruptMac.of(new SignalCiphertext(CiphertextType.PRE_KEY_MESSAGE, hex(ENVELOPE)));
    PreKeySignalMessage before = parsed(hex(ENVELOPE));
    PreKeySignalMessage after = parsed(corrupt.bytes());
    assertEquals(
        before.toBuilder()
            .setMessage(ByteString.copyFrom(hex(MESSAGE.substring(0, MESSAGE.length() - 1) + "8")))
            .build(),
        after);
    assertEquals(ENVELOPE.length(), 2 * corrupt.bytes().length);
  }

  private static PreKeySignalMessage parsed(byte[] bytes) throws Exception {
    return PreKeySignalMessage.parseFrom(Arrays.copyOfRange(bytes, 1, bytes.length));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String text(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
