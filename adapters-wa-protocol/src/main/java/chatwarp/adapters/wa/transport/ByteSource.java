package chatwarp.adapters.wa.transport;

/** Where bytes come from; the messages of a {@link WebSocket} end to end, or a test. */
public interface ByteSource {
  /**
   * Blocks for at least one byte.
   *
   * @return how many bytes were put into the target, 1..length
   * @throws ConnectionClosedException when no more will come
   */
  int read(byte[] target, int offset, int length);
}
