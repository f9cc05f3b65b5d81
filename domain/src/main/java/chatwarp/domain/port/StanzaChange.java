package chatwarp.domain.port;

import chatwarp.domain.model.MessageId;

/** One change of the stanzas that wait for the server's ack. */
public sealed interface StanzaChange {
  /** A stanza about to be sent; the store keeps them in the order they came. */
  record Keep(Stanza stanza) implements StanzaChange {}

  /** The server has it, or refused it. */
  record Drop(MessageId id) implements StanzaChange {}
}
