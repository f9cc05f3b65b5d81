package chatwarp.adapters.wa.device;

import chatwarp.domain.port.StateKey;
import java.util.Set;

/**
 * A step asked for state that is not in memory. Never leaves this package: the step is given up,
 * the state is read without the lock, and the step runs again.
 */
final class MissingState extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<StateKey> keys;

  MissingState(Set<StateKey> keys) {
    super("state is not in memory", null, false, false);
    this.keys = keys;
  }

  Set<StateKey> keys() {
    return keys;
  }
}
