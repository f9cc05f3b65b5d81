package chatwarp.simulator.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ADVKeyIndexList;
import chatwarp.adapters.wa.proto.ADVSignedKeyIndexList;
import chatwarp.domain.model.Jid;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private final Random random = new Random(7);

  private Accounts accounts(long seed) {
    return new Accounts(
        new Seed(seed), InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)), random);
  }

  @Test
  void derivesTheSamePersonFromTheSameSeedAndName() {
    Account first = accounts(1).ofPushName("Ana");
    Account again = accounts(1).ofPushName("Ana");
    assertEquals(first.phone(), again.phone());
    assertEquals(first.lid(), again.lid());
    assertEquals(first.identity().publicKey(), again.identity().publicKey());
    assertEquals(first.registrationId(), again.registrationId());
  }

  @Test
  void givesOtherNamesAndSeedsOtherPeople() {
    Account ana = accounts(1).ofPushName("Ana");
    assertNotEquals(ana.phone(), accounts(1).ofPushName("Bia").phone());
    assertNotEquals(ana.phone(), accounts(2).ofPushName("Ana").phone());
  }

  @Test
  void numbersAreThirteenDigitsAndLidsFifteenOthers() {
    Accounts accounts = accounts(3);
    for (int i = 0; i < 500; i++) {
      Account account = accounts.ofPushName("n" + i);
      assertTrue(account.phone().user().matches("55[1-9][0-9]{10}"));
      assertTrue(account.lid().user().matches("[1-9][0-9]{14}"));
    }
    assertEquals(500, accounts.all().size());
  }

  @Test
  void findsAPersonByNumberLidAndDevice() {
    Accounts accounts = accounts(1);
    Account ana = accounts.ofPushName("Ana");
    Device second = link(ana);
    assertSame(ana, accounts.find(ana.phone()).orElseThrow());
    assertSame(ana, accounts.find(ana.lid().device(5)).orElseThrow());
    assertSame(second, accounts.device(ana.lid().device(1)).orElseThrow());
    assertSame(ana.primary(), accounts.device(ana.phone()).orElseThrow());
    assertTrue(accounts.device(ana.phone().device(2)).isEmpty());
    assertTrue(accounts.find(Jid.parse("120363000000000000@g.us")).isEmpty());
  }

  @Test
  void refusesANumberThatIsNone() {
    for (String digits : List.of("", "0551199999999", "123456", "1234567890123456", "55a1199999")) {
      assertThrows(IllegalArgumentException.class, () -> accounts(1).ofNumber(digits, "x"));
    }
  }

  @Test
  void signsTheListOfTheDevicesLinkedNow() throws Exception {
    Account ana = accounts(1).ofPushName("Ana");
    Device first = link(ana);
    link(ana);
    ana.unlink(first);
    ADVSignedKeyIndexList signed = ADVSignedKeyIndexList.parseFrom(ana.keyIndexes().signed());
    ADVKeyIndexList list = ADVKeyIndexList.parseFrom(signed.getDetails());
    assertEquals(List.of(2), list.getValidIndexesList());
    assertEquals(2, list.getCurrentIndex());
    byte[] details = signed.getDetails().toByteArray();
    byte[] message =
        ByteBuffer.allocate(2 + details.length).put((byte) 6).put((byte) 2).put(details).array();
    assertTrue(
        XEdDsa.verify(
            ana.identity().publicKey(), message, signed.getAccountSignature().toByteArray()));
  }

  @Test
  void readsTraitsFromThePushName() {
    Accounts accounts = accounts(1);
    assertTrue(accounts.ofPushName("restricted:Ana").traits().restricted());
    assertTrue(accounts.ofPushName("scenario:restricted,x=1:Ana").traits().restricted());
    assertFalse(accounts.ofPushName("Ana").traits().restricted());
    assertFalse(accounts.ofPushName("scenario:Ana").traits().restricted());
  }

  @Test
  void handsOutEachOneTimeKeyOnce() {
    Device device = link(accounts(1).ofPushName("Ana"));
    assertTrue(device.preKeys().take().isEmpty());
    List<OneTimePreKey> keys = new ArrayList<>();
    for (int id = 1; id <= 3; id++) {
      keys.add(new OneTimePreKey(id, key()));
    }
    device.preKeys().upload(9, key(), new SignedPreKey(1, key(), new byte[64]), keys);
    for (int id = 1; id <= 3; id++) {
      assertEquals(id, device.preKeys().take().orElseThrow().oneTime().orElseThrow().id());
    }
    assertTrue(device.preKeys().take().orElseThrow().oneTime().isEmpty());
    assertEquals(0, device.preKeys().count());
  }

  private Device link(Account account) {
    return account.link(account.reserveDevice(), 1, new Companion(key(), key(), new byte[0]));
  }

  private PublicKey key() {
    return Curve25519.generate(random).publicKey();
  }
}
