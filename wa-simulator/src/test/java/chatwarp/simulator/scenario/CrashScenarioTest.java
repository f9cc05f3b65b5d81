package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.TextContent;
import chatwarp.domain.contract.Commits;
import chatwarp.domain.contract.RecordingHost;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process dies again and again in the middle of a conversation: whatever was staged is lost, a
 * new session starts from the store, and the old one lives on under a lease that counts no more.
 */
class CrashScenarioTest {
  private static final String MINE = "5511999990001";
  private static final String THEIRS = "5511999990002";
  private static final UserJid ME = UserJid.phone(MINE);
  private static final UserJid THEM = UserJid.phone(THEIRS);
  private static final int MESSAGES = 40;

  private Offline offline;
  private Device device;
  private final List<RecordingHost> hosts = new ArrayList<>();

  @BeforeEach
  void start() {
    offline = new Offline(false);
    offline.account(MINE);
    offline.account(THEIRS);
    device = new Device(offline, 1).pair(MINE);
    hosts.add(device.host);
  }

  @AfterEach
  void stop() {
    offline.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void losesAndDoublesNothing(long seed) throws Exception {
    Random random = new Random(seed);
    int crashes = 0;
    for (int i = 0; i < MESSAGES; i++) {
      String id = "C%02d".formatted(i);
      if (random.nextInt(4) == 0) {
        crashes++;
        crashWhileSending(random, id, i);
      } else {
        offline.sendText(THEIRS, ME, "in " + i);
        device.send(id, THEM, "out " + i);
      }
    }
    assertTrue(crashes > 3, "crashes: " + crashes);
    device.send("END", THEM, "end");
    List<String> sent = new ArrayList<>(expected("out "));
    sent.add("end");
    assertEquals(sent, offline.awaitTexts(THEIRS, MESSAGES + 1));
    assertEquals(expected("in "), awaitReceived());
    assertEquals(0, offline.violations().get("count").asInt());
  }

  @ParameterizedTest(name = "kept: {0}")
  @ValueSource(booleans = {true, false})
  void sendsMessagesThatBelongTogetherAllOrNone(boolean kept) throws Exception {
    device.send("A0", THEM, "first");
    offline.stores.holdCommits();
    CompletableFuture<List<Sending>> sending =
        CompletableFuture.supplyAsync(
            () ->
                device.session.send(
                    List.of(
                        Device.text("A1", THEM, "one"),
                        Device.text("A2", THEM, "two"),
                        Device.text("A3", THEM, "three"))),
            Thread::startVirtualThread);
    offline.stores.awaitHeld(Commits.sending(), Duration.ofSeconds(20));
    if (kept) {
      offline.stores.release(offline.stores.held());
      assertEquals(3, sending.get(20, TimeUnit.SECONDS).size());
    }
    offline.stores.loseHeld();
    device.renew();
    offline.stores.release();
    device.open();
    device.send("END", THEM, "end");
    List<String> expected =
        kept ? List.of("first", "one", "two", "three", "end") : List.of("first", "end");
    assertEquals(expected, offline.awaitTexts(THEIRS, expected.size()));
    assertEquals(0, offline.violations().get("count").asInt());
  }

  private void crashWhileSending(Random random, String id, int i) throws Exception {
    offline.stores.holdCommits();
    var _ =
        CompletableFuture.runAsync(
            () -> device.session.send(Device.text(id, THEM, "out " + i)),
            Thread::startVirtualThread);
    offline.sendText(THEIRS, ME, "in " + i);
    offline.stores.awaitHeld(1 + random.nextInt(2), Duration.ofSeconds(20));
    offline.stores.release(random.nextInt(3));
    offline.stores.loseHeld();
    device.renew();
    offline.stores.release();
    hosts.add(device.host);
    device.open();
    if (!device.keeps(THEM, ME, id)) {
      device.send(id, THEM, "out " + i);
    }
  }

  private static List<String> expected(String prefix) {
    return IntStream.range(0, MESSAGES).mapToObj(i -> prefix + i).toList();
  }

  private List<String> awaitReceived() {
    List<String> received = received();
    while (received.size() < MESSAGES) {
      // The last session gets all that is missing; its host knows how long to wait.
      long known = device.received().size();
      hosts.getLast().awaitFact(SessionFact.Received.class, (int) known + 1);
      received = received();
    }
    return received;
  }

  private List<String> received() {
    return hosts.stream()
        .flatMap(host -> host.facts().stream())
        .filter(SessionFact.Received.class::isInstance)
        .map(SessionFact.Received.class::cast)
        .flatMap(fact -> fact.content().stream())
        .map(content -> ((TextContent) content.content()).text())
        .toList();
  }
}
