package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The inputs and the bytes of 03 §4.3. */
class LinkCodeTest {
  private static final KeyPair COMPANION_EPHEMERAL = pair(1);
  private static final KeyPair COMPANION = pair(2);
  private static final KeyPair PHONE_EPHEMERAL = pair(3);
  private static final KeyPair PHONE = pair(4);
  private static final LinkCode CODE = LinkCode.parse("ABCD1234");
  private static final byte[] WRAPPED =
      hex(
          "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
              + "000102030405060708090a0b0c0d0e0f"
              + "f7f840cb9a16f033f4ae88d05dc801814d1ae87c6c33474912d1f86453543386");
  private static final byte[] BUNDLE =
      hex(
          "07".repeat(32)
              + "08".repeat(12)
              + "86282eb86214b544fb409a827107b84efc121b21a1209fdc946e427dc8a2366b"
              + "b8a91d2080a97a55d6257a1474d9c9f3d43a42ccf71bb25959cc5c6a5f726ff6"
              + "3b9d002db72be7b26d9ddad362937da346bfb30b9acb4bf7ddf5639acb6cbe32"
              + "877bc9250660b3d4056a3eb2ff7b1e63");
  private static final AdvSecret SECRET =
      AdvSecret.of(hex("a58f9bbb805aeca931bcf60ab88906028203d8bcb7e973716c22a844edc2ae32"));

  @Test
  void unwrapsTheCompanionsEphemeralKey() {
    assertEquals(COMPANION_EPHEMERAL.publicKey(), CODE.unwrap(WRAPPED));
  }

  @Test
  void wrapsItsOwnSoThatTheSameCodeUnwrapsIt() {
    LinkCodePairing pairing = pairing(CODE);
    assertEquals(PHONE_EPHEMERAL.publicKey(), CODE.unwrap(pairing.wrappedEphemeral()));
  }

  @Test
  void opensTheBundleAndDerivesTheSecret() {
    assertEquals(SECRET, pairing(CODE).open(BUNDLE, COMPANION.publicKey()));
  }

  @Test
  void noticesAnotherCodeWhenItOpensTheBundle() {
    LinkCodePairing pairing = pairing(LinkCode.parse("ABCD1235"));
    assertThrows(PairingRefusedException.class, () -> pairing.open(BUNDLE, COMPANION.publicKey()));
  }

  @Test
  void refusesABundleThatNamesAnotherCompanion() {
    LinkCodePairing pairing = pairing(CODE);
    assertThrows(PairingRefusedException.class, () -> pairing.open(BUNDLE, PHONE.publicKey()));
  }

  @Test
  void refusesABundleForAnotherPhone() {
    LinkCodePairing pairing =
        LinkCodePairing.answer(pair(5), PHONE_EPHEMERAL, CODE, WRAPPED, new Random(1));
    assertThrows(PairingRefusedException.class, () -> pairing.open(BUNDLE, COMPANION.publicKey()));
  }

  @Test
  void refusesATruncatedBundle() {
    LinkCodePairing pairing = pairing(CODE);
    byte[] cut = Arrays.copyOf(BUNDLE, BUNDLE.length - 1);
    assertThrows(PairingRefusedException.class, () -> pairing.open(cut, COMPANION.publicKey()));
  }

  @Test
  void refusesAWrappedKeyOfAnotherLength() {
    assertThrows(PairingRefusedException.class, () -> CODE.unwrap(Arrays.copyOf(WRAPPED, 79)));
  }

  @Test
  void wrapsEveryTimeWithAnotherSalt() {
    Random random = new Random(1);
    assertNotEquals(
        HexFormat.of().formatHex(CODE.wrap(PHONE.publicKey(), random)),
        HexFormat.of().formatHex(CODE.wrap(PHONE.publicKey(), random)));
  }

  @ParameterizedTest
  @CsvSource({"ABCD1234", "ABCD-1234", "abcd-1234", "' ABCD1234 '"})
  void readsACodeAsPeopleTypeIt(String typed) {
    assertArrayEquals(
        COMPANION_EPHEMERAL.publicKey().raw(), LinkCode.parse(typed).unwrap(WRAPPED).raw());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ABCD123", "ABCD12345", "ABCD123O", "ABCD1230", "ABCD123U"})
  void refusesWhatIsNoCode(String typed) {
    assertThrows(PairingRefusedException.class, () -> LinkCode.parse(typed));
  }

  private static LinkCodePairing pairing(LinkCode code) {
    return LinkCodePairing.answer(PHONE, PHONE_EPHEMERAL, code, WRAPPED, new Random(1));
  }

  private static KeyPair pair(int value) {
    byte[] raw = new byte[32];
    Arrays.fill(raw, (byte) value);
    return Curve25519.keyPair(PrivateKey.of(raw));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
