package chatwarp.benchmarks;

/** The plaintexts of the rows, the same bytes as in {@code peers/bench.mjs}. */
final class Payload {
  private Payload() {}

  static byte[] bytes(int length) {
    byte[] result = new byte[length];
    for (int i = 0; i < length; i++) {
      result[i] = (byte) (i * 31 + 7);
    }
    return result;
  }
}
