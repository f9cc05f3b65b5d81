package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.node.Node;

/**
 * The encrypted road to the server: whole plaintext frames in and out, in order. One thread
 * receives; any thread sends or closes.
 */
public interface Link extends AutoCloseable {
  /**
   * Sends a stanza; blocks while the socket is full.
   *
   * @throws LinkException when it cannot
   */
  void send(Node stanza);

  /**
   * Sends a stanza that was encoded before; blocks while the socket is full.
   *
   * @throws LinkException when it cannot
   */
  void send(byte[] plaintext);

  /**
   * The next frame's plaintext; blocks.
   *
   * @throws LinkException when the socket ends or a frame cannot be decrypted
   */
  byte[] receive();

  /** Ends both directions; a blocked {@link #receive} fails. May be called again. */
  @Override
  void close();
}
