package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeEncoder;
import chatwarp.adapters.wa.noise.NoiseException;
import chatwarp.adapters.wa.noise.NoiseSocket;
import chatwarp.adapters.wa.transport.TransportException;

/** The real road: stanzas are encrypted where they were encoded. */
final class NoiseLink implements Link {
  private final NoiseSocket socket;

  NoiseLink(NoiseSocket socket) {
    this.socket = socket;
  }

  @Override
  public void send(Node stanza) {
    NodeEncoder encoder = new NodeEncoder();
    encoder.write(stanza, NoiseSocket.HEADROOM, NoiseSocket.TAILROOM);
    try {
      socket.sendInPlace(encoder.array(), encoder.offset(), encoder.length());
    } catch (TransportException | NoiseException e) {
      throw new LinkException(e);
    }
  }

  @Override
  public void send(byte[] plaintext) {
    try {
      socket.send(plaintext);
    } catch (TransportException | NoiseException e) {
      throw new LinkException(e);
    }
  }

  @Override
  public byte[] receive() {
    try {
      return socket.receive();
    } catch (TransportException | NoiseException e) {
      throw new LinkException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
