package chatwarp.simulator.phone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * What happened to a phone, in the order of arrival, to be read and to be waited for.
 *
 * <p>Bounded: the oldest entries give way to new ones, and {@link #dropped} counts them. Safe from
 * any thread; a waiting reader never delays a writer.
 */
public final class Journal<T> {
  private final int capacity;
  private final ArrayDeque<T> entries = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long total;

  /** An empty journal that keeps at most this many entries, at least one. */
  public Journal(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a journal keeps at least one entry");
    }
    this.capacity = capacity;
  }

  /** Adds the entry made for its place in the order; the first entry has place 0. */
  T add(LongFunction<T> entry) {
    lock.lock();
    try {
      T made = entry.apply(total);
      if (entries.size() == capacity) {
        entries.removeFirst();
      }
      entries.addLast(made);
      total++;
      grown.signalAll();
      return made;
    } finally {
      lock.unlock();
    }
  }

  /** The kept entries, oldest first. */
  public List<T> entries() {
    lock.lock();
    try {
      return List.copyOf(entries);
    } finally {
      lock.unlock();
    }
  }

  /** The kept entries that match, oldest first. */
  public List<T> entries(Predicate<? super T> wanted) {
    return entries().stream().filter(wanted).toList();
  }

  /** How many entries have given way to newer ones. */
  public long dropped() {
    lock.lock();
    try {
      return total - entries.size();
    } finally {
      lock.unlock();
    }
  }

  /** The oldest kept entry that matches, waited for at most this long; empty when none came. */
  public Optional<T> await(Predicate<? super T> wanted, Duration atMost)
      throws InterruptedException {
    return awaitCount(wanted, 1, atMost).stream().findFirst();
  }

  /**
   * The matching entries once there are at least {@code count} of them, or those there are when the
   * time is over.
   */
  public List<T> awaitCount(Predicate<? super T> wanted, int count, Duration atMost)
      throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        List<T> found = entries.stream().filter(wanted).toList();
        if (found.size() >= count || left <= 0) {
          return found;
        }
        left = grown.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The kept entries from a place in the order on, once there is one, or none when the time is
   * over: for a reader who has had everything before. Costs as much as there is new.
   *
   * @param place of the first entry that is wanted, from 0
   */
  public List<T> awaitFrom(long place, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (total <= place && left > 0) {
        left = grown.awaitNanos(left);
      }
      long fresh = Math.clamp(total - place, 0, entries.size());
      List<T> found = new ArrayList<>();
      Iterator<T> latest = entries.descendingIterator();
      while (found.size() < fresh) {
        found.add(latest.next());
      }
      return List.copyOf(found.reversed());
    } finally {
      lock.unlock();
    }
  }
}
