package chatwarp.adapters.wa.pairing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Browser;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.IdentityState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QrPairingTest {
  private final ManualTime time = new ManualTime();
  private final List<String> shown = new ArrayList<>();
  private int exhausted;
  private final IdentityState identity = TestKeys.auth(2, 3).identity();
  private final QrPairing pairing =
      new QrPairing(identity, Browser.CHROME, time, shown::add, () -> exhausted++);

  private static Node refs(String prefix, int count) {
    return Node.builder("pair-device")
        .children(
            IntStream.range(0, count)
                .mapToObj(i -> Node.builder("ref").text(prefix + i).build())
                .toList())
        .build();
  }

  private void pass(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void spellsTheRefAndTheThreeKeys() {
    pairing.begin(refs("2@", 1));
    Base64.Encoder base64 = Base64.getEncoder();
    assertEquals(
        "https://wa.me/settings/linked_devices#2@0,"
            + base64.encodeToString(identity.noiseKey().publicKey().reveal())
            + ","
            + base64.encodeToString(identity.identityKey().publicKey().reveal())
            + ","
            + base64.encodeToString(identity.advSecret().reveal())
            + ",1",
        shown.getFirst());
  }

  @Test
  void showsTheFirstForAMinuteAndTheOthersForTwentySeconds() {
    pairing.begin(refs("2@", 6));
    assertEquals(1, shown.size());
    pass(59);
    assertEquals(1, shown.size());
    pass(1);
    assertEquals(2, shown.size());
    pass(19);
    assertEquals(2, shown.size());
    pass(1);
    assertEquals(3, shown.size());
    pass(79);
    assertEquals(6, shown.size());
    assertEquals(0, exhausted);
    pass(1);
    assertEquals(1, exhausted);
  }

  @Test
  void startsOverWithNewRefs() {
    pairing.begin(refs("old", 2));
    pairing.begin(refs("new", 2));
    pass(60);
    assertEquals(3, shown.size());
    assertTrue(shown.stream().skip(1).allMatch(qr -> qr.contains("#new")));
  }

  @Test
  void showsNoMoreOnceStopped() {
    pairing.begin(refs("2@", 6));
    pairing.stop();
    pass(600);
    assertEquals(1, shown.size());
    assertEquals(0, exhausted);
  }
}
