package chatwarp.application.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.contract.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class EventIdsTest {
  private final ManualTime time =
      new ManualTime(Instant.parse("2026-01-01T00:00:00Z"), Runnable::run);
  private final EventIds ids = new EventIds(time, new Random(1));

  @Test
  void areUuidsOfVersionSevenWithTheTimeInFront() {
    UUID id = ids.next().value();
    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    assertEquals(time.instant().toEpochMilli(), id.getMostSignificantBits() >>> 16);
  }

  @Test
  void growWithEveryCallAlsoWithinAMillisecond() {
    UUID before = ids.next().value();
    for (int i = 0; i < 20_000; i++) {
      if (i == 10_000) {
        time.advance(Duration.ofMillis(1));
      }
      UUID next = ids.next().value();
      assertTrue(
          Long.compareUnsigned(next.getMostSignificantBits(), before.getMostSignificantBits()) > 0,
          before + " is not before " + next);
      before = next;
    }
  }
}
