package chatwarp.domain.port;

import java.time.Instant;
import java.util.Optional;

/** One change of keyed state. */
public sealed interface StateChange {
  StateKey key();

  /**
   * Sets a value.
   *
   * @param value sealed at rest by the store; not to be changed after it was handed over
   * @param expires when the store may forget it
   */
  record Put(StateKey key, byte[] value, Optional<Instant> expires) implements StateChange {
    public Put(StateKey key, byte[] value) {
      this(key, value, Optional.empty());
    }

    @Override
    public String toString() {
      return "Put[" + key.space() + ", " + value.length + " bytes]";
    }
  }

  /** Removes a value; nothing happens when there is none. */
  record Delete(StateKey key) implements StateChange {}
}
