package chatwarp.adapters.wa.signal;

/**
 * The seed of a chain and the number of the next message in it.
 *
 * @param seed 32 bytes, never changed
 * @param index not negative; a chain ends at 2^31 - 1, long before a real one gets there
 */
@SuppressWarnings("ArrayRecordComponent") // a secret that nobody compares
record ChainKey(byte[] seed, int index) {
  @Override
  public String toString() {
    return "ChainKey[" + index + "]";
  }
}
