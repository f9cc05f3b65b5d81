package chatwarp.application.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A map that keeps its most recently used entries. Any thread may call; nothing blocks for long.
 */
public final class RecentMap<K, V> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, V> entries;

  /**
   * @param capacity entries kept at most
   */
  public RecentMap(int capacity) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
          }
        };
  }

  public Optional<V> get(K key) {
    lock.lock();
    try {
      return Optional.ofNullable(entries.get(key));
    } finally {
      lock.unlock();
    }
  }

  public void put(K key, V value) {
    lock.lock();
    try {
      entries.put(key, value);
    } finally {
      lock.unlock();
    }
  }

  /** Decides on an entry: the function gets what is there and returns what shall be there. */
  public void update(K key, BiFunction<K, Optional<V>, V> next) {
    lock.lock();
    try {
      entries.put(key, next.apply(key, Optional.ofNullable(entries.get(key))));
    } finally {
      lock.unlock();
    }
  }

  /** Forgets every entry whose key matches. */
  public void forget(Predicate<K> matching) {
    lock.lock();
    try {
      entries.keySet().removeIf(matching);
    } finally {
      lock.unlock();
    }
  }
}
