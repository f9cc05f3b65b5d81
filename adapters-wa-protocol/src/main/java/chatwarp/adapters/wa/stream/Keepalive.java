package chatwarp.adapters.wa.stream;

import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Keeps a quiet connection alive and notices a dead one (03 §7): a ping after 15 to 30 s of
 * silence, and the end when nothing at all came for 20 s after that. A stanza of ours on which
 * nothing follows proves nothing by itself: receipts and acks are never answered, and after each of
 * them a quiet account would lose a good connection.
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

  /** Something was sent after which nothing came. */
  private volatile boolean unanswered;

  /** When a ping was sent after which nothing came; 0 when none was. */
  private volatile long pinged;

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
    unanswered = true;
  }

  void received() {
    lastReceived = clock.millis();
    unanswered = false;
    pinged = 0;
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
    long since = pinged;
    if (since != 0 && now - since >= PATIENCE.toMillis()) {
      dead.run();
    } else if (since != 0) {
      schedule(Duration.ofMillis(PATIENCE.toMillis() - (now - since)));
    } else if (!unanswered && now - lastReceived < SHORTEST.toMillis()) {
      schedule(interval());
    } else {
      pinged = now;
      ping.run();
      schedule(PATIENCE);
    }
  }
}
