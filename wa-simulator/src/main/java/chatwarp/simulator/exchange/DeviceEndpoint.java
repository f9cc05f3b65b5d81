package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;

/**
 * Where a device is reached: a client's socket, or a phone in this process. Both methods must
 * return at once and must not call back into the {@link Exchange} on the same thread: they are
 * called in the order of delivery under the device's mailbox lock.
 */
public interface DeviceEndpoint {

  /** Takes one stanza. Messages, receipts, notifications and calls must be acked (05 §15). */
  void deliver(Node stanza);

  /** The server ends this connection, after a last stanza. */
  void end(Node farewell);
}
