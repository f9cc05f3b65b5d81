package chatwarp.simulator.listen;

import java.nio.ByteBuffer;

/** The receiving half of one WebSocket; called by one thread at a time. */
public interface SocketReceiver {

  /** Some bytes of the client's stream; message boundaries mean nothing (01 §2). */
  void received(ByteBuffer bytes);

  /** The connection is gone; called once. */
  void closed();
}
