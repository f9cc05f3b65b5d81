package chatwarp.adapters.wa.signal;

/**
 * What a root derivation gives.
 *
 * @param rootKey 32 bytes
 * @param chainKey a chain at its beginning
 */
@SuppressWarnings("ArrayRecordComponent") // a secret that nobody compares
record RootStep(byte[] rootKey, ChainKey chainKey) {
  @Override
  public String toString() {
    return "RootStep[redacted]";
  }
}
