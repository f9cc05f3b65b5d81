package chatwarp.adapters.wa.stream;

import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Keeps a quiet connection alive and notices a dead one (03 §7): a ping after 15 to 30 s of
 * silence, and the end when nothing at all came for 20 s after something was sent.
 *
 * <p>One timer of the process-wide wheel at a time, no thread. {@link #sent} and {@link #received}
 * are told by whoever sends and by the reader.
 */
final class Keepalive {
  static final Duration SHORTEST = Duration.ofSeconds(15);
  static final Duration LONGEST = Duration.ofSeconds(30);
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Timers timers;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Runnable ping;
  private final Runnable dead;
  private volatile long lastReceived;

  /** When the first thing was sent after which nothing came; 0 when nothing waits. */
  private volatile long unansweredSince;

  private volatile boolean stopped;
  private volatile Timers.Timer timer = () -> {};

  /**
   * Not started.
   *
   * @param ping sends a ping; its answer is a received frame like any other
   * @param dead ends the connection
   */
  Keepalive(
      Timers timers, InstantSource clock, RandomGenerator random, Runnable ping, Runnable dead) {
    this.timers = timers;
    this.clock = clock;
    this.random = random;
    this.ping = ping;
    this.dead = dead;
    this.lastReceived = clock.millis();
  }

  void start() {
    schedule(interval());
  }

  void stop() {
    stopped = true;
    timer.cancel();
  }

  void sent() {
    if (unansweredSince == 0) {
      unansweredSince = clock.millis();
    }
  }

  void received() {
    lastReceived = clock.millis();
    unansweredSince = 0;
  }

  private void schedule(Duration delay) {
    timer = timers.after(delay, this::tick);
    if (stopped) {
      timer.cancel();
    }
  }

  private Duration interval() {
    return Duration.ofMillis(random.nextLong(SHORTEST.toMillis(), LONGEST.toMillis() + 1));
  }

  private void tick() {
    if (stopped) {
      return;
    }
    long now = clock.millis();
    long waiting = unansweredSince;
    if (waiting != 0 && now - waiting >= PATIENCE.toMillis()) {
      dead.run();
    } else if (waiting != 0) {
      schedule(Duration.ofMillis(PATIENCE.toMillis() - (now - waiting)));
    } else if (now - lastReceived < SHORTEST.toMillis()) {
      schedule(interval());
    } else {
      ping.run();
      schedule(PATIENCE);
    }
  }
}
