/** The WhatsApp Web multi-device protocol, floor upon floor, behind the domain's protocol ports. */
// The simulator is compiled later, so javac does not know it yet. The libraries for pictures and
// Opus have no module descriptor.
@SuppressWarnings({"module", "requires-automatic"})
module chatwarp.adapters.wa {
  requires transitive chatwarp.domain;
  requires transitive chatwarp.adapters.wa.proto;
  requires static org.jspecify;
  requires java.desktop;
  requires com.github.benmanes.caffeine;
  requires com.luciad.imageio.webp;
  requires com.twelvemonkeys.imageio.metadata;
  requires com.twelvemonkeys.imageio.webp;
  requires concentus;
  requires okhttp3;
  requires org.bouncycastle.provider;
  requires org.slf4j;
  requires tools.jackson.core;

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
  // Bootstrap makes the workshop for files; it is reached through the domain's port.
  exports chatwarp.adapters.wa.media.workshop;
  // Bootstrap makes the session factory; everything else is reached through the domain's ports.
  exports chatwarp.adapters.wa.session;
}
