package chatwarp.simulator.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** A map that forgets its oldest entries above a size. Safe from any thread. */
final class Recent<K, V> {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, V> entries = new LinkedHashMap<>();

  Recent(int capacity) {
    this.capacity = capacity;
  }

  /** Keeps the first value of a key; answers the one that was there before, if any. */
  Optional<V> putIfAbsent(K key, V value) {
    lock.lock();
    try {
      V earlier = entries.putIfAbsent(key, value);
      if (entries.size() > capacity) {
        entries.remove(entries.keySet().iterator().next());
      }
      return Optional.ofNullable(earlier);
    } finally {
      lock.unlock();
    }
  }
}
