package chatwarp.simulator.media;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The tickets that media_conn hands out and uploads must show (06 §3). Each is good for {@link
 * #LIFE}, or until {@link #revokeAll}. Safe from any thread.
 */
public final class MediaTickets {
  /** How long a ticket is good, {@code auth_ttl}. */
  public static final Duration LIFE = Duration.ofHours(6);

  /** How long a client should go on with the same hosts, {@code ttl}. */
  public static final Duration ROUTE_LIFE = Duration.ofHours(1);

  private static final int KEPT = 100_000;
  private static final int BYTES = 24;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Instant> ends = new LinkedHashMap<>();

  public MediaTickets(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new ticket. */
  public String issue() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    // Standard base64, as the real one: its + and / show who forgets to escape it in a query.
    String ticket = Base64.getEncoder().encodeToString(bytes);
    lock.lock();
    try {
      ends.put(ticket, clock.instant().plus(LIFE));
      if (ends.size() > KEPT) {
        ends.remove(ends.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
    return ticket;
  }

  /** Whether a ticket was issued and is still good. */
  boolean admits(String ticket) {
    lock.lock();
    try {
      Instant end = ends.get(ticket);
      return end != null && clock.instant().isBefore(end);
    } finally {
      lock.unlock();
    }
  }

  /** Makes every ticket worthless, so that clients have to ask for new ones. */
  public void revokeAll() {
    lock.lock();
    try {
      ends.clear();
    } finally {
      lock.unlock();
    }
  }
}
