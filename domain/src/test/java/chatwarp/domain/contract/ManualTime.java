package chatwarp.domain.contract;

import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/** A clock and a wheel that stand still until a test moves them. Any thread may call. */
public final class ManualTime implements InstantSource, Timers {
  private record Waiting(Instant due, long order, Runnable task) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparingLong(Waiting::order));
  private final Executor tasks;
  private Instant now;
  private long order;

  /**
   * @param tasks runs due tasks; {@code Runnable::run} runs them inside {@link #advance}, and then
   *     they must not block
   */
  public ManualTime(Instant start, Executor tasks) {
    this.now = start;
    this.tasks = tasks;
  }

  /** Starts on 2026-01-01 and runs due tasks inside {@link #advance}. */
  public ManualTime() {
    this(Instant.parse("2026-01-01T00:00:00Z"), Runnable::run);
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    lock.lock();
    try {
      Waiting entry = new Waiting(now.plus(delay), order++, task);
      waiting.add(entry);
      return () -> remove(entry);
    } finally {
      lock.unlock();
    }
  }

  private void remove(Waiting entry) {
    lock.lock();
    try {
      waiting.remove(entry);
    } finally {
      lock.unlock();
    }
  }

  /** Lets time pass; tasks run in the order they are due, each at its own time. */
  public void advance(Duration by) {
    Instant target = instant().plus(by);
    for (Optional<Runnable> due = due(target); due.isPresent(); due = due(target)) {
      tasks.execute(due.get());
    }
  }

  private Optional<Runnable> due(Instant target) {
    lock.lock();
    try {
      Waiting next = waiting.peek();
      if (next == null || next.due().isAfter(target)) {
        now = target.isAfter(now) ? target : now;
        return Optional.empty();
      }
      waiting.remove();
      now = next.due().isAfter(now) ? next.due() : now;
      return Optional.of(next.task());
    } finally {
      lock.unlock();
    }
  }

  /** How long until the next task is due; empty when none waits. */
  public Optional<Duration> untilNext() {
    lock.lock();
    try {
      return Optional.ofNullable(waiting.peek()).map(next -> Duration.between(now, next.due()));
    } finally {
      lock.unlock();
    }
  }

  /** Whether a task waits that is due after exactly this time. */
  public boolean waits(Duration delay) {
    lock.lock();
    try {
      return waiting.stream().anyMatch(entry -> entry.due().equals(now.plus(delay)));
    } finally {
      lock.unlock();
    }
  }

  /** How many tasks wait. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
