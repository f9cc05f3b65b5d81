package chatwarp.adapters.wa.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeersTest {
  private static final UserJid PHONE = UserJid.phone("5511999990002");
  private static final UserJid LID = UserJid.lid("100000000000002");
  private static final PublicKey KEY = Curve25519.generate(new Random(1)).publicKey();
  private static final PublicKey NEWER = Curve25519.generate(new Random(2)).publicKey();

  private final TestState test = new TestState();

  private void keep(DeviceJid device, PublicKey key) {
    test.state.step(step -> {
      Peers.identity(step, Peers.fetched(step, device), key);
      return step;
    });
  }

  private Optional<PublicKey> known(DeviceJid device) {
    return test.state.view(step -> Peers.identity(step, Peers.fetched(step, device)));
  }

  private void learn() {
    test.state.step(step -> {
      LidMap.learn(step, PHONE, LID);
      return step;
    });
  }

  private boolean stored(String id) {
    return test.stores
        .state()
        .read(test.instance, new StateKey(StateSpace.IDENTITY, id))
        .isPresent();
  }

  @Test
  void findsUnderTheLidWhatWasKeptUnderTheNumber() {
    keep(PHONE.device(3), KEY);
    learn();
    assertEquals(Optional.of(KEY), known(PHONE.device(3)));
    assertEquals(Optional.of(KEY), known(LID.device(3)));
  }

  @Test
  void movesToTheLidWhenNextWritten() {
    keep(PHONE.device(3), KEY);
    assertTrue(stored("5511999990002.3"));
    learn();
    keep(PHONE.device(3), NEWER);
    assertEquals(false, stored("5511999990002.3"));
    assertTrue(stored("100000000000002_1.3"));
    assertEquals(Optional.of(NEWER), known(LID.device(3)));
  }

  @Test
  void prefersWhatIsKeptUnderTheLid() {
    keep(PHONE.device(0), KEY);
    keep(LID.device(0), NEWER);
    learn();
    assertEquals(Optional.of(NEWER), known(PHONE.device(0)));
  }

  @Test
  void forgetsUnderBothAddresses() {
    keep(PHONE.device(0), KEY);
    learn();
    test.state.step(step -> {
      Peers.forget(step, Peers.fetched(step, LID.device(0)));
      return step;
    });
    assertEquals(Optional.empty(), known(PHONE.device(0)));
    assertEquals(Optional.empty(), known(LID.device(0)));
  }

  @Test
  void tellsANewMappingOnce() {
    learn();
    learn();
    test.state.step(step -> {
      LidMap.learn(step, LID, PHONE);
      return step;
    });
    assertEquals(List.of(new SessionFact.LidLearned(PHONE, LID)), test.host.facts());
  }

  @Test
  void takesEitherAddressOfAPerson() {
    learn();
    test.state.view(step -> {
      assertEquals(Optional.of(LID), LidMap.other(step, PHONE));
      assertEquals(Optional.of(PHONE), LidMap.other(step, LID));
      assertTrue(LidMap.same(step, PHONE, LID));
      assertEquals(LID.device(4), LidMap.preferLid(step, PHONE.device(4)));
      assertEquals(PHONE, LidMap.preferPhone(step, LID));
      return step;
    });
  }

  @Test
  void learnsNothingFromTwoNumbers() {
    test.state.step(step -> {
      LidMap.learn(step, PHONE, UserJid.phone("5511999990003"));
      return step;
    });
    assertEquals(List.of(), test.host.facts());
  }

  @Test
  void seesThePersonBehindAHostedDevice() {
    assertEquals(PHONE, LidMap.plain(new UserJid(PHONE.user(), UserServer.HOSTED)));
    assertEquals(LID, LidMap.plain(new UserJid(LID.user(), UserServer.HOSTED_LID)));
  }
}
