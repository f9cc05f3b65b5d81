package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QrTextTest {
  private static final String NOISE = base64(1);
  private static final String IDENTITY = base64(2);
  private static final String SECRET = base64(3);
  private static final String FIELDS = "2@abc-_=," + NOISE + "," + IDENTITY + "," + SECRET;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bare four fields,'',''",
    "client type behind,'',',1'",
    "with its address,https://wa.me/settings/linked_devices#,',1'",
    "with something more,'',',1,https://faq.example'",
    "with a line end,'',',1\n'"
  })
  void readsTheFourFields(String name, String before, String after) {
    QrText qr = QrText.parse(before + FIELDS + after);
    assertEquals("2@abc-_=", qr.ref());
    assertArrayEquals(bytes(1), qr.noiseKey().raw());
    assertArrayEquals(bytes(2), qr.identityKey().raw());
    assertEquals(AdvSecret.of(bytes(3)), qr.advSecret());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing,''",
    "three fields,'ref,QQ==,QQ=='",
    "empty ref,',AAAA,AAAA,AAAA'",
    "noise key too short,'ref,QQ==,QQ==,QQ=='",
    "no base64,'ref,!,!,!'"
  })
  void refusesWhatIsNoPairingQr(String name, String text) {
    assertThrows(PairingRefusedException.class, () -> QrText.parse(text));
  }

  @Test
  void neverPrintsTheSecret() {
    assertFalse(QrText.parse(FIELDS).toString().contains(SECRET));
  }

  private static byte[] bytes(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static String base64(int value) {
    return Base64.getEncoder().encodeToString(bytes(value));
  }
}
