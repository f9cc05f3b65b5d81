package chatwarp.adapters.wa.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.contract.ManualTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeepaliveTest {
  private final ManualTime time = new ManualTime();
  private int pings;
  private int deaths;
  private final Keepalive keepalive =
      new Keepalive(time, time, new Random(1), this::ping, () -> deaths++);

  private void ping() {
    pings++;
    keepalive.sent();
  }

  private void pass(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void staysQuietForTheFirstFifteenSeconds() {
    keepalive.start();
    pass(14);
    assertEquals(0, pings);
  }

  @Test
  void pingsAQuietConnectionWithinThirtySeconds() {
    keepalive.start();
    pass(30);
    assertEquals(1, pings);
  }

  @Test
  void goesOnWhileEveryPingIsAnswered() {
    keepalive.start();
    for (int i = 0; i < 600; i++) {
      int before = pings;
      pass(1);
      if (pings > before) {
        keepalive.received();
      }
    }
    assertEquals(0, deaths);
    assertEquals(true, pings >= 600 / 50 && pings <= 600 / 15, "pings: " + pings);
  }

  @Test
  void endsAConnectionThatDoesNotAnswerAPing() {
    keepalive.start();
    pass(30 + 20);
    assertEquals(1, deaths);
    pass(3600);
    assertEquals(1, deaths);
  }

  @Test
  void asksAfterAStanzaThatNothingFollowed() {
    keepalive.start();
    pass(10);
    keepalive.received();
    keepalive.sent();
    pass(20);
    assertEquals(1, pings);
    assertEquals(0, deaths);
  }

  @Test
  void endsAConnectionOnWhichNothingFollowsASendNorThePing() {
    keepalive.start();
    keepalive.sent();
    pass(30 + 20);
    assertEquals(1, deaths);
    assertEquals(1, pings);
  }

  @Test
  void keepsAQuietConnectionOnWhichOnlyAcksWereSent() {
    keepalive.start();
    for (int i = 0; i < 600; i++) {
      int before = pings;
      pass(1);
      if (pings > before) {
        keepalive.received();
        keepalive.sent();
      }
    }
    assertEquals(0, deaths);
  }

  @Test
  void takesAnyFrameAsLife() {
    keepalive.start();
    for (int i = 0; i < 60; i++) {
      keepalive.sent();
      pass(10);
      keepalive.received();
    }
    assertEquals(0, deaths);
  }

  @Test
  void doesNothingOnceStopped() {
    keepalive.start();
    keepalive.stop();
    pass(3600);
    assertEquals(0, pings + deaths);
  }
}
