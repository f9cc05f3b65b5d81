package chatwarp.adapters.wa.device;

import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;

/**
 * A kind of keyed state: where it is kept and how it is written.
 *
 * @param <T> the value in memory, immutable
 */
public interface StateKind<T> {
  /** Where it is kept. */
  StateSpace space();

  /** The stored form; not to be changed afterwards. */
  byte[] encode(T value);

  /** The value of a stored form. */
  T decode(byte[] stored);

  /** Names one value of this kind. */
  default StateKey key(String id) {
    return new StateKey(space(), id);
  }
}
