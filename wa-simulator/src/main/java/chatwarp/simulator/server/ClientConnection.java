package chatwarp.simulator.server;

import chatwarp.adapters.wa.crypto.CryptoException;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeDecoder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.node.NodeFormatException;
import chatwarp.simulator.exchange.Stanzas;
import chatwarp.simulator.listen.SocketReceiver;
import chatwarp.simulator.listen.SocketSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client from its first byte to its last. Whatever is wrong before the handshake is over closes
 * the socket without a word; afterwards a bad stanza ends the stream as the real server does.
 */
final class ClientConnection implements SocketReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  private final SocketSink sink;
  private final Gate gate;
  private final Handshake handshake;
  private final FrameSplitter splitter = new FrameSplitter(this::frame);
  private @Nullable Open open;
  private boolean refused;

  /** The connection after its handshake. */
  private record Open(FrameCipher reads, Channel channel, Session session) {}

  ClientConnection(SocketSink sink, Gate gate, Handshake handshake) {
    this.sink = sink;
    this.gate = gate;
    this.handshake = handshake;
  }

  @Override
  public void received(ByteBuffer bytes) {
    if (refused) {
      return;
    }
    try {
      splitter.take(bytes);
    } catch (ProtocolViolation | CryptoException e) {
      refused = true;
      LOG.info("client refused: {}", e.getMessage());
      sink.close();
    }
  }

  private void frame(byte[] frame) {
    Open current = open;
    if (refused) {
      return;
    }
    if (current != null) {
      stanza(current, current.reads().open(frame));
    } else if (handshake.greeted()) {
      finish(handshake.finish(frame));
    } else {
      byte[] hello = handshake.hello(frame);
      byte[] message = new byte[3 + hello.length];
      message[0] = (byte) (hello.length >> 16);
      message[1] = (byte) (hello.length >> 8);
      message[2] = (byte) hello.length;
      System.arraycopy(hello, 0, message, 3, hello.length);
      sink.send(message);
    }
  }

  private void finish(Handshake.Result result) {
    Channel channel = new Channel(sink, result.writes());
    Session session = gate.enter(result, channel);
    open = new Open(result.reads(), channel, session);
    session.begin();
  }

  private void stanza(Open current, byte[] plaintext) {
    try {
      Node stanza = NodeDecoder.decode(plaintext);
      if (stanza.is("xmlstreamend")) {
        current.channel().close();
      } else {
        current.session().received(stanza);
      }
    } catch (NodeFormatException | NodeException | CryptoException e) {
      refused = true;
      LOG.info("stanza refused: {}", e.getMessage());
      gate.misbehaved(current.session(), e);
      current.channel().end(Stanzas.notWellFormed());
    }
  }

  @Override
  public void closed() {
    Open current = open;
    if (current != null) {
      current.session().closed();
    }
  }
}
