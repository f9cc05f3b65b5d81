package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
  private final List<RuntimeException> failures = new ArrayList<>();

  @Test
  void runsOneAfterTheOtherInOrder() throws Exception {
    List<Integer> order = new ArrayList<>();
    AtomicInteger atOnce = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SerialExecutor serial = new SerialExecutor(threads, failures::add);
      for (int i = 0; i < 1000; i++) {
        int number = i;
        serial.execute(() -> {
          assertEquals(1, atOnce.incrementAndGet());
          order.add(number);
          atOnce.decrementAndGet();
          done.countDown();
        });
      }
      assertTrue(done.await(20, TimeUnit.SECONDS));
    }
    assertEquals(IntStream.range(0, 1000).boxed().toList(), order);
    assertEquals(List.of(), failures);
  }

  @Test
  void goesOnAfterATaskThatThrew() {
    ArrayDeque<Runnable> borrowed = new ArrayDeque<>();
    List<String> ran = new ArrayList<>();
    SerialExecutor serial = new SerialExecutor(borrowed::add, failures::add);
    serial.execute(() -> {
      throw new IllegalStateException("planned");
    });
    serial.execute(() -> ran.add("next"));
    borrowed.remove().run();
    assertEquals(List.of("next"), ran);
    assertEquals("planned", failures.getFirst().getMessage());
  }

  @Test
  void borrowsAThreadOnlyWhileThereIsWork() {
    ArrayDeque<Runnable> borrowed = new ArrayDeque<>();
    SerialExecutor serial = new SerialExecutor(borrowed::add, failures::add);
    assertTrue(borrowed.isEmpty());
    serial.execute(() -> {});
    serial.execute(() -> {});
    assertEquals(1, borrowed.size());
    borrowed.remove().run();
    serial.execute(() -> {});
    assertEquals(1, borrowed.size());
  }
}
