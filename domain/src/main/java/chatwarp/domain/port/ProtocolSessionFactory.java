package chatwarp.domain.port;

import chatwarp.domain.model.Network;

/** Makes sessions. One for the process. */
public interface ProtocolSessionFactory {
  /** A session that is not connected yet; nothing is sent and nothing is read from the store. */
  ProtocolSession create(SessionContext context);

  /** Where its sessions connect to. */
  Network network();

  /** Understands what its sessions send and receive. */
  ContentCodec contents();
}
