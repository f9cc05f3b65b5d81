package chatwarp.simulator.server;

import chatwarp.adapters.wa.node.Node;

/** What a connection is about after its handshake. Called by the connection's one thread. */
interface Session {

  /** The channel is open. */
  void begin();

  /** A stanza came. */
  void received(Node stanza);

  /** The connection is gone. */
  void closed();
}
