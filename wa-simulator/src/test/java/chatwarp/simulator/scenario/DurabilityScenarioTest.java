package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.contract.Commits;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invariants 1 to 3 of the design, with a store that keeps commits back. */
class DurabilityScenarioTest {
  private static final String MINE = "5511999990001";
  private static final String THEIRS = "5511999990002";
  private static final UserJid ME = UserJid.phone(MINE);
  private static final UserJid THEM = UserJid.phone(THEIRS);
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private Offline offline;
  private Device device;

  @BeforeEach
  void start() {
    offline = new Offline(false);
    offline.account(MINE);
    offline.account(THEIRS);
    device = new Device(offline, 1).pair(MINE);
  }

  @AfterEach
  void stop() {
    device.session.close();
    offline.close();
  }

  private void quietStart() throws Exception {
    device.send("A0", THEM, "first");
    offline.awaitTexts(THEIRS, 1);
    offline.sendText(THEIRS, ME, "first back");
    device.host.awaitFact(SessionFact.Received.class, 1);
    device.host.awaitFact(SessionFact.ReceiptReceived.class, 1);
  }

  @Test
  void letsNoCiphertextOutBeforeItsRatchetIsDurable() throws Exception {
    quietStart();
    offline.stores.holdCommits();
    CompletableFuture<Sending> sending =
        CompletableFuture.supplyAsync(
            () -> device.session.send(Device.text("A1", THEM, "held")), Thread::startVirtualThread);
    offline.stores.awaitHeld(Commits.sending(), DEADLINE);
    // A question and its answer pass: whatever had left before would have arrived.
    device.session.lookup(List.of(UserJid.phone("5511000000000")));
    assertEquals(List.of("first"), offline.texts(THEIRS));
    assertFalse(sending.isDone());
    offline.stores.release();
    assertEquals(List.of("first", "held"), offline.awaitTexts(THEIRS, 2));
  }

  @Test
  void neverUsesAMessageKeyTwiceWhenTheProcessDiesBeforeCommit() throws Exception {
    quietStart();
    offline.stores.holdCommits();
    CompletableFuture<Sending> lost =
        CompletableFuture.supplyAsync(
            () -> device.session.send(Device.text("A1", THEM, "lost")), Thread::startVirtualThread);
    offline.stores.awaitHeld(Commits.sending(), DEADLINE);
    offline.stores.loseHeld();
    offline.fault(MINE, Map.of("kind", "close"));
    device.awaitClosed();
    offline.stores.release();
    assertFalse(lost.isDone());
    device.renew();
    device.open();
    device.send("A2", THEM, "after");
    assertEquals(List.of("first", "after"), offline.awaitTexts(THEIRS, 2));
    assertEquals(0, offline.violations().get("count").asInt());
  }

  @Test
  void redeliversTheMessageWhenTheProcessDiesBeforeCommit() throws Exception {
    quietStart();
    offline.stores.holdCommits();
    offline.sendText(THEIRS, ME, "kept by the server");
    offline.stores.awaitHeld(Commits.receiving(), DEADLINE);
    offline.stores.loseHeld();
    offline.fault(MINE, Map.of("kind", "close"));
    device.awaitClosed();
    offline.stores.release();
    device.renew();
    device.open();
    device.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(List.of("kept by the server"), device.received());
  }

  @Test
  void acknowledgesNothingBeforeItIsDurable() throws Exception {
    quietStart();
    offline.stores.holdCommits();
    offline.sendText(THEIRS, ME, "waits");
    offline.stores.awaitHeld(Commits.receiving(), DEADLINE);
    device.session.lookup(List.of(UserJid.phone("5511000000000")));
    assertTrue(pending() > 0, "the server has no stanza that waits for its ack");
    offline.stores.release();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (pending() > 0) {
      assertTrue(System.nanoTime() < deadline, "no ack comes");
    }
  }

  private int pending() {
    for (var account : offline.get("/admin/accounts").get("accounts")) {
      if (account.get("phone").asString().equals(MINE)) {
        for (var one : account.get("devices")) {
          if (one.get("id").asInt() == 1) {
            return one.get("pending").asInt();
          }
        }
      }
    }
    throw new AssertionError("the device is unknown");
  }

  @Test
  void sendsTheSameBytesAgainAfterAReconnect() throws Exception {
    quietStart();
    offline.fault(MINE, Map.of("kind", "drop_ack", "times", 3));
    List<CompletableFuture<Sending.Outcome>> outcomes =
        List.of(
            device.session.send(Device.text("B1", THEM, "one")).outcome(),
            device.session.send(Device.text("B2", THEM, "two")).outcome(),
            device.session.send(Device.text("B3", THEM, "three")).outcome());
    offline.awaitTexts(THEIRS, 4);
    offline.fault(MINE, Map.of("kind", "close"));
    assertFalse(device.awaitClosed().terminal());
    device.open();
    for (CompletableFuture<Sending.Outcome> outcome : outcomes) {
      outcome.get(20, TimeUnit.SECONDS);
    }
    device.send("B4", THEM, "four");
    assertEquals(List.of("first", "one", "two", "three", "four"), offline.awaitTexts(THEIRS, 5));
    // Another ciphertext under the same key would be reported here.
    assertEquals(0, offline.violations().get("count").asInt());
  }

  @Test
  void closesWhenAStepCannotBeKeptAndGoesOnUnderTheNextLease() throws Exception {
    quietStart();
    offline.stores.failNext(
        Commits.sending(), new StoreException.Unavailable(new IllegalStateException("planned")));
    assertThrows(
        StoreException.class, () -> device.session.send(Device.text("C1", THEM, "not kept")));
    assertEquals(DisconnectReason.STORE_FAILED, device.awaitClosed());
    device.open();
    device.send("C2", THEM, "kept");
    assertEquals(List.of("first", "kept"), offline.awaitTexts(THEIRS, 2));
    assertEquals(0, offline.violations().get("count").asInt());
  }
}
