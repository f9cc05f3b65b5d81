package chatwarp.adapters.wa.device;

import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.SessionHost;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.StoreException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state of one instance as its session sees it: what is durable, and over it what is staged.
 *
 * <p>A step is computed under a short lock, taken into memory at once and handed to the host, which
 * makes it durable later. Nothing of it is seen outside before that: the step's effects run when it
 * and all before it are durable, in order, one after another. When a step cannot be kept, it and
 * all after it are forgotten, their effects never run, and the session is told.
 *
 * <p>State that is not in memory is read before the lock is taken: a step that misses something is
 * given up, the state is read, and the step runs again. A value read this way stays true because
 * writes are kept in memory until no step that began reading before they were durable is left.
 *
 * <p>Any thread may call.
 */
public final class StagedState {
  /** A step that was computed, and whether it is kept yet. */
  public record Commit<R>(R result, CompletableFuture<Void> durable) {}

  /** Beyond so many entries, a map or queue is too big to keep while nothing is staged. */
  private static final int MANY = 64;

  private record Staged(@Nullable Object value, int storedBytes, long number) {}

  private record Pending(long number, CompletableFuture<Void> durable, Step step) {}

  private record Retiring(long number, StateKey key) {}

  private final InstanceId instance;
  private final StateStore store;
  private final StateCache cache;
  private final SessionHost host;
  private final Executor executor;
  private final Consumer<Throwable> notKept;
  private final Consumer<RuntimeException> effectFailed;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Pending> queue = new ArrayDeque<>(2);
  private Map<StateKey, Staged> staged = new HashMap<>(4);
  private ArrayDeque<Retiring> retiring = new ArrayDeque<>(2);

  /** Whether those two grew much, with a batch of prekeys for example. */
  private boolean grown;

  /** For each point that some step reads from, how many do. */
  private final TreeMap<Long, Integer> readers = new TreeMap<>();

  private final AtomicInteger settling = new AtomicInteger();
  private Object cacheOwner = new Object();
  private long generation;
  private long lastNumber;
  private long durableNumber;
  private @Nullable AuthState auth;
  private @Nullable AuthState durableAuth;

  /**
   * Nothing staged.
   *
   * @param executor runs effects, on threads that may block
   * @param notKept is told when a step could not be kept, without the lock
   * @param effectFailed is told what an effect threw
   */
  public StagedState(
      InstanceId instance,
      Optional<AuthState> auth,
      StateStore store,
      StateCache cache,
      SessionHost host,
      Executor executor,
      Consumer<Throwable> notKept,
      Consumer<RuntimeException> effectFailed) {
    this.instance = instance;
    this.auth = auth.orElse(null);
    this.durableAuth = this.auth;
    this.store = store;
    this.cache = cache;
    this.host = host;
    this.executor = executor;
    this.notKept = notKept;
    this.effectFailed = effectFailed;
  }

  /**
   * Computes a step and stages it. Blocks only to read state.
   *
   * @throws StoreException when state cannot be read, or the host refuses the step at once
   */
  public <R> Commit<R> step(Function<Step, R> body) {
    return run(body, true);
  }

  /** Reads; what the body writes is thrown away. Blocks only to read state. */
  public <R> R view(Function<Step, R> body) {
    return run(body, false).result();
  }

  /** What the device needs to log in, staged changes included. */
  public Optional<AuthState> auth() {
    lock.lock();
    try {
      return Optional.ofNullable(auth);
    } finally {
      lock.unlock();
    }
  }

  /** Runs an effect after those of all steps staged so far. */
  public void afterAll(Runnable effect) {
    step(step -> {
      step.afterwards(effect);
      return effect;
    });
  }

  /**
   * Forgets everything in memory, as after a failure; the account is gone when {@code credentials}
   * are.
   */
  public void forget(boolean credentials) {
    lock.lock();
    try {
      dropMemory();
      if (credentials) {
        auth = null;
        durableAuth = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Loaded beginReading() {
    lock.lock();
    try {
      readers.merge(durableNumber, 1, Integer::sum);
      return new Loaded(generation, durableNumber);
    } finally {
      lock.unlock();
    }
  }

  private <R> Commit<R> run(Function<Step, R> body, boolean commit) {
    Loaded loaded = beginReading();
    try {
      while (true) {
        MissingState missing;
        lock.lock();
        try {
          if (loaded.generation() != generation) {
            release(loaded);
            loaded = beginReading();
          }
          Step step = new Step(this, loaded);
          R result = body.apply(step);
          return new Commit<>(
              result, commit ? stage(step) : CompletableFuture.completedFuture(null));
        } catch (MissingState e) {
          missing = e;
        } finally {
          lock.unlock();
        }
        loaded.read(store, instance, missing.keys());
      }
    } finally {
      lock.lock();
      try {
        release(loaded);
      } finally {
        lock.unlock();
      }
    }
  }

  private CompletableFuture<Void> stage(Step step) {
    CompletableFuture<Void> durable;
    if (step.changesNothing()) {
      durable = CompletableFuture.completedFuture(null);
      if (step.effects().isEmpty()) {
        return durable;
      }
    } else {
      durable = host.commit(step.toSessionStep());
    }
    long number = ++lastNumber;
    step.writes()
        .forEach((key, w) -> staged.put(key, new Staged(w.value(), w.storedBytes(), number)));
    grown |= staged.size() > MANY;
    AuthState newAuth = step.newAuth();
    if (newAuth != null) {
      auth = newAuth;
    }
    queue.add(new Pending(number, durable, step));
    long stagedIn = generation;
    var _ =
        durable.whenComplete((_, failure) -> {
          if (failure == null) {
            settleSoon();
          } else {
            fail(stagedIn, failure);
          }
        });
    return durable;
  }

  /**
   * Forgets what is staged. Runs within the failure of the future, under the lock: the store lets
   * no later step pass before that, so none can build on a state that never came to be.
   */
  private void fail(long stagedIn, Throwable failure) {
    lock.lock();
    try {
      if (generation != stagedIn) {
        return;
      }
      dropMemory();
    } finally {
      lock.unlock();
    }
    Throwable cause = failure.getCause();
    Throwable why = failure instanceof CompletionException && cause != null ? cause : failure;
    executor.execute(() -> notKept.accept(why));
  }

  private void settleSoon() {
    if (settling.getAndIncrement() == 0) {
      executor.execute(this::settle);
    }
  }

  private void settle() {
    int seen = settling.get();
    do {
      for (Pending next = nextDurable(); next != null; next = nextDurable()) {
        for (Runnable effect : next.step().effects()) {
          try {
            effect.run();
          } catch (RuntimeException e) {
            effectFailed.accept(e);
          }
        }
      }
      seen = settling.addAndGet(-seen);
    } while (seen != 0);
  }

  private @Nullable Pending nextDurable() {
    lock.lock();
    try {
      Pending head = queue.peek();
      if (head == null || !head.durable().isDone() || head.durable().isCompletedExceptionally()) {
        return null;
      }
      queue.remove();
      durableNumber = head.number();
      AuthState newAuth = head.step().newAuth();
      if (newAuth != null) {
        durableAuth = newAuth;
      }
      head.step().writes().keySet().forEach(k -> retiring.add(new Retiring(head.number(), k)));
      retire();
      return head;
    } finally {
      lock.unlock();
    }
  }

  private void dropMemory() {
    generation++;
    staged.clear();
    queue.clear();
    retiring.clear();
    auth = durableAuth;
    cache.forget(cacheOwner);
    cacheOwner = new Object();
  }

  private void release(Loaded loaded) {
    readers.computeIfPresent(loaded.since(), (_, count) -> count == 1 ? null : count - 1);
    retire();
  }

  /** Moves durable writes that no reader can have missed from here to the cache. */
  private void retire() {
    long upTo = readers.isEmpty() ? durableNumber : readers.firstKey();
    for (Retiring r = retiring.peek(); r != null && r.number() <= upTo; r = retiring.peek()) {
      retiring.remove();
      Staged write = staged.get(r.key());
      if (write != null && write.number() == r.number()) {
        staged.remove(r.key());
        cache.put(cacheOwner, r.key(), write.value(), write.storedBytes());
      }
    }
    if (grown && staged.isEmpty() && retiring.isEmpty()) {
      // Neither shrinks by itself, and an idle instance would keep 12 KiB for nothing.
      staged = new HashMap<>(4);
      retiring = new ArrayDeque<>(2);
      grown = false;
    }
  }

  boolean inMemory(StateKey key, Loaded loaded) {
    return staged.containsKey(key) || loaded.has(key) || cache.find(cacheOwner, key) != null;
  }

  <T> @Nullable Object value(StateKind<T> kind, StateKey key, Loaded loaded) {
    Staged write = staged.get(key);
    if (write != null) {
      return write.value();
    }
    StateCache.Known known = cache.find(cacheOwner, key);
    if (known != null) {
      return known.value();
    }
    if (!loaded.has(key)) {
      throw new MissingState(Set.of(key));
    }
    byte[] stored = loaded.value(key);
    Object value = stored == null ? null : kind.decode(stored);
    cache.put(cacheOwner, key, value, stored == null ? 0 : stored.length);
    return value;
  }

  AuthState currentAuth() {
    AuthState current = auth;
    if (current == null) {
      throw new IllegalStateException("the device has no keys");
    }
    return current;
  }

  /** Stages nothing more and waits for nothing: what is queued, oldest first, for a last wait. */
  public List<CompletableFuture<Void>> unsettled() {
    lock.lock();
    try {
      return queue.stream().map(Pending::durable).toList();
    } finally {
      lock.unlock();
    }
  }
}
