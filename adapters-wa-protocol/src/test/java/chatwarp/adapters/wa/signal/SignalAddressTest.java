package chatwarp.adapters.wa.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.UserJid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalAddressTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "551199:3@s.whatsapp.net, 551199.3",
    "551199@s.whatsapp.net, 551199.0",
    "111:3@lid, 111_1.3",
    "111@lid, 111_1.0",
    "551199:99@hosted, 551199_128.99",
    "111:99@hosted.lid, 111_129.99",
    "131355@bot, 131355.0"
  })
  void namesADeviceAsThePeersDo(String jid, String expected) {
    SignalAddress address =
        switch (Jid.parse(jid)) {
          case DeviceJid device -> SignalAddress.of(device);
          case UserJid user -> SignalAddress.ofPhone(user);
          case OtherJid other -> SignalAddress.of(other);
          default -> throw new AssertionError(jid);
        };
    assertEquals(expected, address.text());
    assertEquals(address, SignalAddress.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".1", "name", "name.", "name.x", "name.-1", "name.65536"})
  void refusesATextThatIsNoAddress(String text) {
    assertThrows(IllegalArgumentException.class, () -> SignalAddress.parse(text));
  }

  @Test
  void doesNotPrintThePhoneNumber() {
    assertFalse(new SignalAddress("551199", 3).toString().contains("551199"));
  }
}
