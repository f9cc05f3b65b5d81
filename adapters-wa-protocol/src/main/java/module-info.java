/** The WhatsApp Web multi-device protocol, floor upon floor, behind the domain's protocol ports. */
// The simulator is compiled later, so javac does not know it yet.
@SuppressWarnings("module")
module chatwarp.adapters.wa {
  requires transitive chatwarp.domain;
  requires transitive chatwarp.adapters.wa.proto;
  requires static org.jspecify;
  requires com.github.benmanes.caffeine;
  requires org.bouncycastle.provider;
  requires org.slf4j;

  // The offline WhatsApp speaks the same wire: keys, signatures and ciphers, in the server's role.
  exports chatwarp.adapters.wa.crypto to
      chatwarp.simulator;
  // The server's side of the handshake, and the same ciphers with directions exchanged.
  exports chatwarp.adapters.wa.noise to
      chatwarp.simulator;
  // The same stanzas, written and read at the other end.
  exports chatwarp.adapters.wa.node to
      chatwarp.simulator;
  // The simulator's phones keep sessions and sender keys of their own.
  exports chatwarp.adapters.wa.signal to
      chatwarp.simulator;
  // Bootstrap makes the session factory; everything else is reached through the domain's ports.
  exports chatwarp.adapters.wa.session;
}
