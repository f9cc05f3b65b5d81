package planted.application;

import java.time.Instant;

/** Breaks a rule of the house on purpose. */
public final class LooksAtTheClock {
  Instant broken() throws InterruptedException {
    Thread.sleep(1);
    return Instant.now();
  }
}
