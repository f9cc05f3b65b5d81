package chatwarp.application.event;

import chatwarp.domain.model.EventId;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Makes the ids of events: UUIDv7 (RFC 9562 §5.7) that grow with every call of this process, also
 * within a millisecond and when the clock is set back. Any thread may call.
 */
public final class EventIds {
  private static final int COUNTER_END = 0x1000;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private long millis;
  private int counter;

  /**
   * @param random safe for use by many threads
   */
  public EventIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public EventId next() {
    lock.lock();
    try {
      step(clock.millis());
      long high = (millis << 16) | 0x7000L | counter;
      long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
      return new EventId(new UUID(high, low));
    } finally {
      lock.unlock();
    }
  }

  /** Method 1 of RFC 9562 §6.2: a counter that starts at random in the lower half. */
  private void step(long now) {
    if (now > millis) {
      millis = now;
      counter = random.nextInt(COUNTER_END / 2);
      return;
    }
    counter++;
    if (counter == COUNTER_END) {
      millis++;
      counter = 0;
    }
  }
}
