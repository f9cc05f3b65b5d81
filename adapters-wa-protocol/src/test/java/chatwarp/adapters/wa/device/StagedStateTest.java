package chatwarp.adapters.wa.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StateEntry;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StagedStateTest {
  private static final StateKind<String> WORDS =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.RETRY;
        }

        @Override
        public byte[] encode(String value) {
          return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] stored) {
          return new String(stored, StandardCharsets.UTF_8);
        }
      };

  private final TestState test = new TestState();
  private final StagedState state = test.state;
  private final BlockingQueue<String> left = new LinkedBlockingQueue<>();

  private StagedState.Commit<String> put(String id, String value) {
    return state.step(step -> {
      step.put(WORDS, id, value);
      step.afterwards(() -> left.add(value));
      return value;
    });
  }

  private Optional<String> read(String id) {
    return state.view(step -> step.read(WORDS, id));
  }

  private String next() throws InterruptedException {
    String next = left.poll(10, TimeUnit.SECONDS);
    assertTrue(next != null, "no effect runs");
    return next;
  }

  @Test
  void readsWhatIsStagedBeforeItIsDurable() {
    test.stores.holdCommits();
    put("a", "1");
    assertEquals(Optional.of("1"), read("a"));
    assertEquals(Optional.empty(), test.stores.state().read(test.instance, WORDS.key("a")));
  }

  @Test
  void letsNothingOutBeforeItIsDurable() throws Exception {
    test.stores.holdCommits();
    StagedState.Commit<String> commit = put("a", "1");
    test.stores.awaitHeld(1, Duration.ofSeconds(10));
    assertFalse(commit.durable().isDone());
    assertTrue(left.isEmpty());
    test.stores.release();
    assertEquals("1", next());
  }

  @Test
  void runsEffectsInTheOrderOfTheSteps() throws Exception {
    test.stores.holdCommits();
    for (int i = 0; i < 20; i++) {
      put("a", "" + i);
    }
    test.stores.release(7);
    test.stores.release();
    for (int i = 0; i < 20; i++) {
      assertEquals("" + i, next());
    }
  }

  @Test
  void makesAStepWithoutChangesWaitForThoseBefore() throws Exception {
    test.stores.holdCommits();
    put("a", "kept");
    state.afterAll(() -> left.add("after"));
    assertTrue(left.isEmpty());
    test.stores.release();
    assertEquals("kept", next());
    assertEquals("after", next());
  }

  @Test
  void forgetsAFailedStepAndAllAfterIt() throws Exception {
    put("a", "good");
    assertEquals("good", next());
    test.stores.holdCommits();
    StagedState.Commit<String> failing = put("a", "bad");
    StagedState.Commit<String> behind = put("b", "built on it");
    test.stores.failNext(new StoreException.Unavailable(new IllegalStateException("planned")));
    test.stores.release();
    assertInstanceOf(StoreException.Unavailable.class, test.failure());
    assertTrue(failing.durable().isCompletedExceptionally());
    assertTrue(behind.durable().isCompletedExceptionally());
    assertEquals(Optional.of("good"), read("a"));
    assertEquals(Optional.empty(), read("b"));
    put("c", "new");
    assertEquals("new", next());
    assertTrue(left.isEmpty());
  }

  @Test
  void keepsNothingOfAStepThatThrows() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            state.step(step -> {
              step.put(WORDS, "a", "1");
              throw new IllegalArgumentException("planned");
            }));
    assertEquals(Optional.empty(), read("a"));
    assertEquals(0, test.stores.commits());
  }

  @Test
  void writesNothingInAView() {
    state.view(step -> {
      step.put(WORDS, "a", "1");
      return step;
    });
    assertEquals(Optional.empty(), read("a"));
  }

  @Test
  void readsItsOwnWritesWithinAStep() {
    state.step(step -> {
      step.put(WORDS, "a", "1");
      assertEquals(Optional.of("1"), step.read(WORDS, "a"));
      step.delete(WORDS, "a");
      assertEquals(Optional.empty(), step.read(WORDS, "a"));
      return step;
    });
    assertEquals(Optional.empty(), read("a"));
  }

  @Test
  void survivesARestartByTheStoreAlone() throws Exception {
    put("a", "1");
    next();
    StagedState later = test.state(Optional.empty());
    assertEquals(Optional.of("1"), later.view(step -> step.read(WORDS, "a")));
  }

  @Test
  void neverLosesAnUpdateOfManyThreads() throws Exception {
    int threads = 8;
    int each = 50;
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      Thread.startVirtualThread(() -> {
        for (int i = 0; i < each; i++) {
          state.step(step -> {
            int before = step.read(WORDS, "sum").map(Integer::parseInt).orElse(0);
            step.put(WORDS, "sum", "" + (before + 1));
            return before;
          });
          if (i % 10 == 0) {
            state.forget(false);
          }
        }
        done.countDown();
      });
    }
    assertTrue(done.await(30, TimeUnit.SECONDS));
    assertEquals(Optional.of("" + threads * each), read("sum"));
  }

  /** The race that the numbers of steps exist for: read, overtaken by a durable write, used. */
  @Test
  void doesNotTrustAValueThatWasOvertakenWhileItWasRead() {
    put("a", "old").durable().join();
    OvertakenStore slow = new OvertakenStore(test.stores.state());
    StagedState over =
        new StagedState(
            test.instance,
            Optional.empty(),
            slow,
            new StateCache(0),
            test.host,
            Thread::startVirtualThread,
            failure -> {},
            failure -> {});
    slow.meanwhile =
        () ->
            over.step(
                    step -> {
                      step.put(WORDS, "a", "new");
                      return step;
                    })
                .durable()
                .join();
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    over.step(step -> {
      seen.add(step.read(WORDS, "a").orElseThrow());
      return step;
    });
    assertEquals("new", seen.getLast());
  }

  /** Answers a read with what was there before something else happened. */
  private static final class OvertakenStore implements StateStore {
    private final StateStore store;
    private final AtomicInteger reads = new AtomicInteger();
    private Runnable meanwhile = () -> {};

    OvertakenStore(StateStore store) {
      this.store = store;
    }

    @Override
    public Map<StateKey, byte[]> read(InstanceId instance, Collection<StateKey> keys) {
      Map<StateKey, byte[]> old = store.read(instance, keys);
      if (reads.getAndIncrement() == 0) {
        meanwhile.run();
      }
      return old;
    }

    @Override
    public Optional<byte[]> read(InstanceId instance, StateKey key) {
      return store.read(instance, key);
    }

    @Override
    public List<StateEntry> scan(InstanceId instance, StateSpace space, int limit) {
      return store.scan(instance, space, limit);
    }

    @Override
    public int count(InstanceId instance, StateSpace space) {
      return store.count(instance, space);
    }

    @Override
    public List<Stanza> stanzas(InstanceId instance) {
      return store.stanzas(instance);
    }

    @Override
    public CompletableFuture<Void> commit(ChangeSet changes) {
      return store.commit(changes);
    }
  }

  @Test
  void fetchesWhatAStepWantsInOneGo() {
    put("a", "1").durable().join();
    OvertakenStore counting = new OvertakenStore(test.stores.state());
    StagedState over =
        new StagedState(
            test.instance,
            Optional.empty(),
            counting,
            new StateCache(1 << 20),
            test.host,
            Thread::startVirtualThread,
            failure -> {},
            failure -> {});
    List<StateKey> keys = IntStream.range(0, 100).mapToObj(i -> WORDS.key("key " + i)).toList();
    for (int round = 0; round < 3; round++) {
      over.view(step -> {
        step.want(keys);
        return IntStream.range(0, 100).mapToObj(i -> step.read(WORDS, "key " + i)).toList();
      });
    }
    assertEquals(1, counting.reads.get());
  }
}
