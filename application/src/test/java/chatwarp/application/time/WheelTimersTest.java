package chatwarp.application.time;

import chatwarp.domain.contract.TimersContract;
import chatwarp.domain.port.Timers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

final class WheelTimersTest extends TimersContract {
  private final WheelTimers timers =
      new WheelTimers(
          Thread.ofPlatform().daemon().name("test-wheel").factory(),
          task -> Thread.ofVirtual().start(task));

  @AfterEach
  void stop() {
    timers.close();
  }

  @Override
  protected Timers timers() {
    return timers;
  }

  /** Real time passes by itself; every test waits for what happens. */
  @Override
  protected void elapse(Duration time) {}
}
