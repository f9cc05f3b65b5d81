package chatwarp.domain.contract;

import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.time.Instant;

final class ManualTimeTest extends TimersContract {
  private final ManualTime time =
      new ManualTime(Instant.EPOCH, task -> Thread.ofVirtual().start(task));

  @Override
  protected Timers timers() {
    return time;
  }

  @Override
  protected void elapse(Duration delay) {
    time.advance(delay);
  }
}
