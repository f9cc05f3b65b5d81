package chatwarp.adapters.wa.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final AtomicInteger threads = new AtomicInteger();
  private final List<RuntimeException> failures = Collections.synchronizedList(new ArrayList<>());
  private final Executor executor =
      task -> {
        threads.incrementAndGet();
        Thread.startVirtualThread(task);
      };
  private final Lane lane = new Lane(executor, 2, failures::add);

  @Test
  void runsTasksInOrder() throws Exception {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 100; i++) {
      int number = i;
      lane.put(() -> seen.add(number));
    }
    assertTrue(lane.awaitIdle(DEADLINE));
    assertEquals(IntStream.range(0, 100).boxed().toList(), seen);
  }

  @Test
  void hasNoThreadWithoutWork() throws Exception {
    assertEquals(0, threads.get());
    lane.put(() -> {});
    assertTrue(lane.awaitIdle(DEADLINE));
    lane.put(() -> {});
    assertTrue(lane.awaitIdle(DEADLINE));
    assertEquals(2, threads.get());
  }

  @Test
  void refusesWhatItHasNoRoomFor() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    lane.put(() -> {
      started.countDown();
      await(free);
    });
    assertTrue(started.await(10, TimeUnit.SECONDS));
    assertTrue(lane.offer(() -> {}));
    assertTrue(lane.offer(() -> {}));
    assertFalse(lane.offer(() -> {}));
    free.countDown();
    assertTrue(lane.awaitIdle(DEADLINE));
  }

  @Test
  void makesItsProducerWaitForRoom() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    lane.put(() -> await(free));
    CountDownLatch done = new CountDownLatch(1);
    Thread producer =
        Thread.startVirtualThread(() -> {
          for (int i = 0; i < 5; i++) {
            put(() -> {});
          }
          done.countDown();
        });
    while (producer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertEquals(1, done.getCount());
    free.countDown();
    assertTrue(done.await(10, TimeUnit.SECONDS));
  }

  @Test
  void goesOnAfterATaskThatThrows() throws Exception {
    IllegalStateException failure = new IllegalStateException("planned");
    lane.put(() -> {
      throw failure;
    });
    CountDownLatch next = new CountDownLatch(1);
    lane.put(next::countDown);
    assertTrue(next.await(10, TimeUnit.SECONDS));
    assertEquals(List.of(failure), failures);
  }

  private void put(Runnable task) {
    try {
      lane.put(task);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
