package chatwarp.adapters.wa.device;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one step has read of the durable state. Made and used by the thread of that step; it stays
 * true because {@link StagedState} keeps every write that became durable since {@link #since}.
 */
final class Loaded {
  private final long generation;
  private final long since;
  private final Map<StateKey, byte[]> found = new HashMap<>(4);
  private final Set<StateKey> asked = new HashSet<>(4);

  Loaded(long generation, long since) {
    this.generation = generation;
    this.since = since;
  }

  long generation() {
    return generation;
  }

  /** Number of the last step that was durable before anything was read. */
  long since() {
    return since;
  }

  boolean has(StateKey key) {
    return asked.contains(key);
  }

  byte @Nullable [] value(StateKey key) {
    return found.get(key);
  }

  /** Reads; blocks. */
  void read(StateStore store, InstanceId instance, Set<StateKey> keys) {
    found.putAll(store.read(instance, keys));
    asked.addAll(keys);
  }
}
