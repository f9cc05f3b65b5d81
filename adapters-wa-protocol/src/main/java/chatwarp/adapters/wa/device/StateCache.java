package chatwarp.adapters.wa.device;

import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * What was read of the durable state of all instances, in memory up to a bound. One for the
 * process; any thread may call.
 */
public final class StateCache {
  /** Rough cost of an entry besides its value: key, text and the cache's own node. */
  private static final int ENTRY_BYTES = 250;

  private record Key(Object owner, StateKey key) {}

  private record Entry(@Nullable Object value, int weight) {}

  private final Cache<Key, Entry> entries;

  /**
   * Empty.
   *
   * @param maxBytes about how much memory it may use
   */
  public StateCache(long maxBytes) {
    // Maintenance on the calling thread: an idle process keeps no cache thread busy.
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, Entry entry) -> entry.weight() + ENTRY_BYTES)
            .executor(Runnable::run)
            .build();
  }

  /** What is known of a key; null when nothing is. */
  @Nullable Known find(Object owner, StateKey key) {
    Entry entry = entries.getIfPresent(new Key(owner, key));
    return entry == null ? null : new Known(entry.value());
  }

  /** Takes what the store has now; what is hardly ever read again is not worth the room. */
  void put(Object owner, StateKey key, @Nullable Object value, int storedBytes) {
    if (key.space() == StateSpace.PREKEY || key.space() == StateSpace.SENT_MESSAGE) {
      entries.invalidate(new Key(owner, key));
      return;
    }
    entries.put(new Key(owner, key), new Entry(value, storedBytes));
  }

  /** Forgets everything of one owner. Walks the whole cache: for failures and the end only. */
  void forget(Object owner) {
    entries.asMap().keySet().removeIf(key -> key.owner().equals(owner));
  }

  /** The value of a key; null when the store has none. */
  record Known(@Nullable Object value) {}
}
