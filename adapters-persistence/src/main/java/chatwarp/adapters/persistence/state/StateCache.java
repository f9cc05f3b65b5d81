package chatwarp.adapters.persistence.state;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Keyed state that was read lately, of all instances, bounded in bytes. Right because the owner of
 * an instance's lease is the only one who writes: its commits are published here before their
 * futures complete, and taking a lease forgets what an earlier owner saw.
 *
 * <p>A read and a commit may cross: the read fetches the old value, the commit publishes the new
 * one, the read offers the old one. So a read takes a ticket first, and its offer counts only if
 * nothing of that instance was published since. Any thread may call; nothing blocks.
 */
public final class StateCache {
  private static final long MAX_BYTES = 32L << 20;
  private static final int OVERHEAD = 250;
  private static final int STRIPES = 1 << 12;

  /** When a read began. */
  record Ticket(long published, long generation) {}

  private record Key(InstanceId instance, long generation, StateKey key) {}

  private final Cache<Key, byte[]> values =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .weigher((Key _, byte[] value) -> OVERHEAD + value.length)
          .build();
  // Instances share counters by their hash; a neighbour's commit only makes a cache miss.
  private final AtomicLongArray published = new AtomicLongArray(STRIPES);
  private final AtomicLongArray generations = new AtomicLongArray(STRIPES);

  private static int stripe(InstanceId instance) {
    return (instance.hashCode() * 0x9E3779B9) >>> 20;
  }

  Ticket ticket(InstanceId instance) {
    int stripe = stripe(instance);
    return new Ticket(published.get(stripe), generations.get(stripe));
  }

  /** The value, if it is here; not to be changed. */
  Optional<byte[]> find(InstanceId instance, StateKey key, Ticket ticket) {
    return Optional.ofNullable(values.getIfPresent(new Key(instance, ticket.generation(), key)));
  }

  /**
   * Takes a value that was read after the ticket; not to be changed any more. What is hardly ever
   * read again is not worth the room: the check of the prekeys after a login would fill it.
   */
  void offer(InstanceId instance, StateKey key, byte[] value, Ticket ticket) {
    if (key.space() == StateSpace.PREKEY || key.space() == StateSpace.SENT_MESSAGE) {
      return;
    }
    int stripe = stripe(instance);
    values
        .asMap()
        .compute(
            new Key(instance, ticket.generation(), key),
            (_, old) -> published.get(stripe) == ticket.published() ? value : old);
  }

  /** Takes changes that just became durable. Values that nobody reads are not kept. */
  void publish(InstanceId instance, Collection<StateChange> changes) {
    int stripe = stripe(instance);
    published.incrementAndGet(stripe);
    long generation = generations.get(stripe);
    for (StateChange change : changes) {
      Key key = new Key(instance, generation, change.key());
      switch (change) {
        case StateChange.Put put -> values.asMap().computeIfPresent(key, (_, _) -> put.value());
        case StateChange.Delete _ -> values.invalidate(key);
      }
    }
  }

  /** Forgets all of an instance: its lease was taken, it is gone, or nobody knows what was kept. */
  public void forget(InstanceId instance) {
    int stripe = stripe(instance);
    published.incrementAndGet(stripe);
    generations.incrementAndGet(stripe);
  }
}
