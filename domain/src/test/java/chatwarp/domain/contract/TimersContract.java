package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every wheel must do. */
public abstract class TimersContract {
  private static final long DEADLINE_SECONDS = 10;

  /** The wheel under test. */
  protected abstract Timers timers();

  /** Lets time pass where it does not pass by itself. */
  protected abstract void elapse(Duration time);

  @Test
  void runsATaskWhoseTimeHasCome() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    timers().after(Duration.ofMillis(20), ran::countDown);
    elapse(Duration.ofMillis(20));
    await(ran);
  }

  @Test
  void runsATaskWithoutDelay() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    timers().after(Duration.ZERO, ran::countDown);
    elapse(Duration.ZERO);
    await(ran);
  }

  @Test
  void runsTheShorterDelayFirst() throws InterruptedException {
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    timers().after(Duration.ofMillis(250), () -> note(order, "long", second));
    timers().after(Duration.ofMillis(5), () -> note(order, "short", first));
    elapse(Duration.ofMillis(5));
    await(first);
    elapse(Duration.ofMillis(245));
    await(second);
    assertEquals(List.of("short", "long"), order);
  }

  @Test
  void neverRunsACancelledTask() throws InterruptedException {
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch ran = new CountDownLatch(1);
    Timers.Timer cancelled = timers().after(Duration.ofMillis(100), () -> order.add("cancelled"));
    timers().after(Duration.ofMillis(200), () -> note(order, "kept", ran));
    cancelled.cancel();
    elapse(Duration.ofMillis(200));
    await(ran);
    assertEquals(List.of("kept"), order);
  }

  @Test
  void takesACancelAfterTheTaskRanAsNothing() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    Timers.Timer timer = timers().after(Duration.ZERO, ran::countDown);
    elapse(Duration.ZERO);
    await(ran);
    timer.cancel();
    CountDownLatch next = new CountDownLatch(1);
    timers().after(Duration.ZERO, next::countDown);
    elapse(Duration.ZERO);
    await(next);
  }

  @Test
  void letsATaskBlockWithoutHoldingUpOthers() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    timers()
        .after(
            Duration.ofMillis(1),
            () -> {
              try {
                release.await();
                blocked.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    timers().after(Duration.ofMillis(2), other::countDown);
    elapse(Duration.ofMillis(2));
    await(other);
    release.countDown();
    await(blocked);
  }

  private static void note(List<String> order, String name, CountDownLatch ran) {
    order.add(name);
    ran.countDown();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertTrue(latch.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "the task did not run in time");
  }
}
