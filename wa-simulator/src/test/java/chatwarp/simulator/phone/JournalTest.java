package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void keepsTheOrderOfArrivalAndEveryRepeat() {
    Journal<String> journal = new Journal<>(10);
    for (String word : List.of("one", "two", "one")) {
      journal.add(place -> place + word);
    }
    assertEquals(List.of("0one", "1two", "2one"), journal.entries());
  }

  @Test
  void letsTheOldestGoWhenItIsFull() {
    Journal<Long> journal = new Journal<>(2);
    for (int i = 0; i < 5; i++) {
      journal.add(place -> place);
    }
    assertEquals(List.of(3L, 4L), journal.entries());
    assertEquals(3, journal.dropped());
  }

  @Test
  void answersAtOnceWhenItIsThereAlready() throws Exception {
    Journal<String> journal = new Journal<>(10);
    journal.add(place -> "there");
    assertEquals(Optional.of("there"), journal.await("there"::equals, Duration.ZERO));
  }

  @Test
  void givesAReaderWhoFollowsOnlyWhatIsNew() throws Exception {
    Journal<Long> journal = new Journal<>(3);
    for (int i = 0; i < 5; i++) {
      journal.add(place -> place);
    }
    assertEquals(List.of(3L, 4L), journal.awaitFrom(3, LONG));
    assertEquals(List.of(2L, 3L, 4L), journal.awaitFrom(0, LONG));
    assertEquals(List.of(), journal.awaitFrom(5, Duration.ZERO));
    CompletableFuture<List<Long>> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return journal.awaitFrom(5, LONG);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            Thread::startVirtualThread);
    journal.add(place -> place);
    assertEquals(List.of(5L), reader.get(10, TimeUnit.SECONDS));
  }

  @Test
  void wakesAReaderWhenTheEntryComes() throws Exception {
    Journal<String> journal = new Journal<>(10);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Optional<String>> reader = new CompletableFuture<>();
      threads.execute(() -> {
        try {
          reader.complete(journal.await("late"::equals, LONG));
        } catch (InterruptedException e) {
          reader.completeExceptionally(e);
        }
      });
      journal.add(place -> "other");
      journal.add(place -> "late");
      assertEquals(Optional.of("late"), reader.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void givesUpWhenTheTimeIsOver() throws Exception {
    Journal<String> journal = new Journal<>(10);
    assertTrue(journal.await(entry -> true, Duration.ofMillis(1)).isEmpty());
  }

  @Test
  void tellsWhatItHasWhenNotEnoughCame() throws Exception {
    Journal<String> journal = new Journal<>(10);
    journal.add(place -> "one");
    assertEquals(List.of("one"), journal.awaitCount(e -> true, 2, Duration.ofMillis(1)));
  }
}
