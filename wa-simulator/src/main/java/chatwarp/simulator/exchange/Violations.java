package chatwarp.simulator.exchange;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules that clients broke, newest last; the oldest give way. Safe from any thread. */
public final class Violations {
  private static final Logger LOG = LoggerFactory.getLogger(Violations.class);
  private static final int KEPT = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Violation> kept = new ArrayDeque<>();
  private long count;

  /** Notes one. */
  public void report(Violation violation) {
    LOG.warn("violation: {}: {}", violation.kind(), violation.detail());
    lock.lock();
    try {
      count++;
      kept.addLast(violation);
      if (kept.size() > KEPT) {
        kept.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many there were in all. */
  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** The latest ones. */
  public List<Violation> list() {
    lock.lock();
    try {
      return List.copyOf(kept);
    } finally {
      lock.unlock();
    }
  }
}
