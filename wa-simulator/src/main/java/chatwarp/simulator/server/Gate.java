package chatwarp.simulator.server;

/** Decides what a client that finished its handshake is let into. */
interface Gate {

  /** A session for the client's payload; the channel is released soon after. */
  Session enter(Handshake.Result client, Channel channel);

  /** A client sent a stanza that ends its stream. */
  void misbehaved(Session session, RuntimeException reason);
}
