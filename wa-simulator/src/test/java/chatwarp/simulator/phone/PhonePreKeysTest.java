package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.OneTimePreKey;
import chatwarp.simulator.account.Seed;
import chatwarp.simulator.account.SignedPreKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhonePreKeysTest {
  private final World world = new World();
  private final Account account = world.phone("Ana").account();
  private final PhonePreKeys preKeys = preKeys(new Seed(1));

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void knowsThePrivateHalfOfWhatItGaveAway() {
    for (OneTimePreKey key : preKeys.next(3)) {
      assertEquals(key.key(), preKeys.preKey(key.id()).orElseThrow().keys().publicKey());
    }
  }

  @Test
  void neverGivesTheSameKeyTwice() {
    List<OneTimePreKey> all = new ArrayList<>(preKeys.next(3));
    all.addAll(preKeys.next(3));
    assertEquals(6, all.stream().map(OneTimePreKey::id).distinct().count());
    assertEquals(6, all.stream().map(OneTimePreKey::key).distinct().count());
  }

  @Test
  void hasNoKeyThatItDidNotGiveAway() {
    List<OneTimePreKey> given = preKeys.next(1);
    assertEquals(Optional.empty(), preKeys.preKey(given.getFirst().id() + 1));
    assertEquals(Optional.empty(), preKeys.preKey(0));
    assertEquals(Optional.empty(), preKeys.signedPreKey(2));
  }

  @Test
  void hasAUsedKeyNoMore() {
    int id = preKeys.next(1).getFirst().id();
    preKeys.use(id);
    assertEquals(Optional.empty(), preKeys.preKey(id));
  }

  @Test
  void derivesTheSameKeysFromTheSameSeed() {
    assertEquals(preKeys.next(2), preKeys(new Seed(1)).next(2));
    assertNotEquals(preKeys.next(2), preKeys(new Seed(2)).next(2));
  }

  @Test
  void signsTheSignedPreKeyWithTheIdentity() {
    SignedPreKey signed = preKeys.signedPublic();
    assertTrue(
        XEdDsa.verify(
            account.identity().publicKey(), signed.key().serialized(), signed.signature()));
    assertEquals(signed.key(), preKeys.signedPreKey(signed.id()).orElseThrow().keys().publicKey());
  }

  private PhonePreKeys preKeys(Seed seed) {
    return new PhonePreKeys(seed, account, new Random(3));
  }
}
