package chatwarp.simulator.listen;

/**
 * The sending half of one WebSocket. Never blocks: what the network does not take yet is queued,
 * and a peer that lets more than the limit pile up is cut off. Safe for use by any thread; messages
 * leave in the order of the calls.
 */
public interface SocketSink {

  /** Sends one binary message; the array is not touched afterwards. Ignored once closed. */
  void send(byte[] message);

  /** Closes after everything sent so far has left. */
  void close();

  /** Drops the TCP connection without a goodbye and without what is still queued. */
  void abort();
}
