package chatwarp.domain.port;

/** A stored piece of keyed state. */
public record StateEntry(StateKey key, byte[] value) {
  @Override
  public String toString() {
    return "StateEntry[" + key.space() + ", " + value.length + " bytes]";
  }
}
