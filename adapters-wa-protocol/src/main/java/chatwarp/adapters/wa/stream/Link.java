package chatwarp.adapters.wa.stream;

import java.io.IOException;

/**
 * The encrypted road to the server: whole plaintext frames in and out, in order.
 *
 * <p>One thread receives; any thread sends or closes.
 */
public interface Link extends AutoCloseable {
  /** Sends one frame; blocks while the socket is full. The bytes are not kept. */
  void send(byte[] plaintext) throws IOException;

  /** The next frame; blocks. Fails when the socket ends or a frame cannot be decrypted. */
  byte[] receive() throws IOException;

  /** Ends both directions; a blocked {@link #receive} fails. May be called again. */
  @Override
  void close();
}
