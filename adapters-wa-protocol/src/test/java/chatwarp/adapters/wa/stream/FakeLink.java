package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeDecoder;
import chatwarp.adapters.wa.node.NodeEncoder;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A road whose other end is the test. */
public final class FakeLink implements Link {
  private final BlockingQueue<Optional<byte[]>> incoming = new LinkedBlockingQueue<>();
  private final BlockingQueue<Node> outgoing = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  /** The server sends a stanza. */
  public void deliver(Node stanza) {
    deliver(NodeEncoder.encode(stanza));
  }

  /** The server sends a frame of these bytes. */
  public void deliver(byte[] frame) {
    incoming.add(Optional.of(frame));
  }

  /** The next stanza that the client sent. */
  public Node sent() throws InterruptedException {
    Node stanza = outgoing.poll(10, TimeUnit.SECONDS);
    if (stanza == null) {
      throw new AssertionError("the client sends nothing");
    }
    return stanza;
  }

  /** Whether the client has sent nothing that was not taken yet. */
  public boolean quiet() {
    return outgoing.isEmpty();
  }

  @Override
  public void send(Node stanza) {
    outgoing.add(stanza);
  }

  @Override
  public void send(byte[] plaintext) {
    outgoing.add(NodeDecoder.decode(plaintext));
  }

  @Override
  public byte[] receive() {
    try {
      return (closed ? Optional.<byte[]>empty() : incoming.take())
          .orElseThrow(() -> new LinkException("the test ended it"));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    incoming.add(Optional.empty());
  }
}
