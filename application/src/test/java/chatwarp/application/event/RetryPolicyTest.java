package chatwarp.application.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
  private static final RetryPolicy POLICY = RetryPolicy.DEFAULT;
  private static final double MIDDLE = 0.5;

  private static Duration seconds(long value) {
    return Duration.ofSeconds(value);
  }

  @Test
  void doublesTheWaitUpToTheLimit() {
    List<Long> waits =
        IntStream.rangeClosed(1, 9)
            .mapToObj(n -> POLICY.delay(n, MIDDLE, Optional.empty()).toSeconds())
            .toList();
    assertEquals(List.of(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L), waits);
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    assertFalse(POLICY.exhausted(9));
    assertTrue(POLICY.exhausted(10));
  }

  @Test
  void leavesAFifthToChanceButIsNeverShorterThanTheFirstWait() {
    assertEquals(seconds(8), POLICY.delay(2, 0, Optional.empty()));
    assertEquals(seconds(12), POLICY.delay(2, 1, Optional.empty()));
    assertEquals(seconds(5), POLICY.delay(1, 0, Optional.empty()));
  }

  @Test
  void honoursTheTargetsWishWhenItIsLonger() {
    assertEquals(seconds(600), POLICY.delay(1, MIDDLE, Optional.of(seconds(600))));
    assertEquals(seconds(5), POLICY.delay(1, MIDDLE, Optional.of(seconds(1))));
    assertEquals(seconds(3600), POLICY.delay(1, MIDDLE, Optional.of(seconds(86_400))));
  }

  @Test
  void keepsTheWaitConstantWithFactorOne() {
    RetryPolicy constant = new RetryPolicy(10, seconds(5), 1, seconds(300), 0);
    assertEquals(seconds(5), constant.delay(9, MIDDLE, Optional.empty()));
  }
}
