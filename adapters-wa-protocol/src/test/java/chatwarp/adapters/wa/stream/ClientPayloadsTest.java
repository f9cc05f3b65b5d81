package chatwarp.adapters.wa.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.proto.ClientPayload;
import chatwarp.adapters.wa.proto.DeviceProps;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.StoredKeyPair;
import chatwarp.domain.model.StoredSignedPreKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionOptions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPayloadsTest {
  private static final SessionOptions OPTIONS =
      new SessionOptions("chatwarp", "Chrome", true, false, Optional.empty());

  private static Secret bytes(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return Secret.copyOf(bytes);
  }

  private static StoredKeyPair pair(int value) {
    return new StoredKeyPair(bytes(value, 32), bytes(value + 1, 32));
  }

  private static IdentityState identity() {
    return new IdentityState(
        pair(1),
        pair(3),
        new StoredSignedPreKey(0x010203, pair(5), bytes(7, 64)),
        0x3039,
        bytes(9, 32),
        Optional.empty());
  }

  @ParameterizedTest(name = "MD5({0}) = {1}")
  @CsvSource({
    "2.3000.1045649367, 9fa53af9421567b114e33c9bb1ef7db2",
    "2.3000.1035194821, a2c9471eff910a9e1ae659890a28872d"
  })
  void hashesTheVersion(String version, String hash) {
    ClientPayload payload =
        ClientPayloads.registration(identity(), OPTIONS, WebVersion.parse(version));
    assertEquals(
        hash,
        HexFormat.of().formatHex(payload.getDevicePairingData().getBuildHash().toByteArray()));
  }

  @Test
  void registersWithEveryKeyInItsForm() throws Exception {
    ClientPayload payload = ClientPayloads.registration(identity(), OPTIONS, WebVersion.DEFAULT);
    ClientPayload.DevicePairingRegistrationData data = payload.getDevicePairingData();
    assertFalse(payload.hasUsername());
    assertFalse(payload.getPassive());
    assertFalse(payload.getPull());
    assertArrayEquals(new byte[] {0, 0, 0x30, 0x39}, data.getERegid().toByteArray());
    assertArrayEquals(new byte[] {5}, data.getEKeytype().toByteArray());
    assertArrayEquals(bytes(3, 32).reveal(), data.getEIdent().toByteArray());
    assertArrayEquals(new byte[] {1, 2, 3}, data.getESkeyId().toByteArray());
    assertArrayEquals(bytes(5, 32).reveal(), data.getESkeyVal().toByteArray());
    assertArrayEquals(bytes(7, 64).reveal(), data.getESkeySig().toByteArray());
    DeviceProps props = DeviceProps.parseFrom(data.getDeviceProps());
    assertEquals("chatwarp", props.getOs());
    assertEquals(DeviceProps.PlatformType.CHROME, props.getPlatformType());
    assertTrue(props.getRequireFullSync());
  }

  @Test
  void logsInByNumberAndDevice() {
    DeviceJid own = UserJid.phone("5511999990001").device(7);
    ClientPayload payload = ClientPayloads.login(own, Optional.of("Shop"), WebVersion.DEFAULT);
    assertEquals(5511999990001L, payload.getUsername());
    assertEquals(7, payload.getDevice());
    assertTrue(payload.getPassive());
    assertTrue(payload.getPull());
    assertTrue(payload.getLidDbMigrated());
    assertEquals("Shop", payload.getPushName());
    assertFalse(payload.hasDevicePairingData());
    assertEquals(2, payload.getUserAgent().getAppVersion().getPrimary());
    assertEquals(3000, payload.getUserAgent().getAppVersion().getSecondary());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "2.3000", "2.3000.x", "2.3000.1.1", "2.3000.9999999999"})
  void refusesAVersionThatIsNoVersion(String text) {
    assertThrows(InvalidValueException.class, () -> WebVersion.parse(text));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"Chrome, 1", "edge, 2", "FIREFOX, 3", "Safari, 6", "Desktop, 7", "Netscape, 9"})
  void knowsItsClientType(String name, char type) {
    assertEquals(type, Browser.ofName(name).clientType());
  }
}
