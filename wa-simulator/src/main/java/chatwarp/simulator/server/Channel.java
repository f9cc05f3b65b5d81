package chatwarp.simulator.server;

import chatwarp.adapters.wa.node.FramePlaintext;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeEncoder;
import chatwarp.simulator.exchange.Fault.BadFrame;
import chatwarp.simulator.listen.SocketSink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The sending half of an open connection. Safe from any thread: counter and queueing are one step
 * under the lock, so frames cannot overtake each other.
 */
final class Channel {
  /** The real server compresses what is large (02 §2); clients must cope. */
  private static final int COMPRESSED_FROM = 16 << 10;

  private static final int HEADER = 3;

  private final SocketSink sink;
  private final FrameCipher cipher;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<byte[]> held = new ArrayDeque<>();
  private BooleanSupplier dropsNext = () -> false;
  private boolean released;
  private boolean endsWhenReleased;

  /** A channel that holds its frames until it is released. */
  Channel(SocketSink sink, FrameCipher cipher) {
    this.sink = sink;
    this.cipher = cipher;
  }

  /** Asks for each frame from now on whether to withhold it. */
  void dropWhen(BooleanSupplier condition) {
    lock.lock();
    try {
      dropsNext = condition;
    } finally {
      lock.unlock();
    }
  }

  /** Lets frames out: the client is ready for encrypted ones now (01 §9.4). */
  void release() {
    boolean end;
    lock.lock();
    try {
      released = true;
      held.forEach(sink::send);
      held.clear();
      end = endsWhenReleased;
    } finally {
      lock.unlock();
    }
    if (end) {
      sink.close();
    }
  }

  void send(Node node) {
    byte[] plaintext = NodeEncoder.encode(node);
    sendPlaintext(
        plaintext.length < COMPRESSED_FROM ? plaintext : FramePlaintext.compress(plaintext));
  }

  private void sendPlaintext(byte[] plaintext) {
    lock.lock();
    try {
      byte[] body = cipher.seal(plaintext); // also of a withheld frame: its counter is used up
      if (!dropsNext.getAsBoolean()) {
        sendFrame(body);
      }
    } finally {
      lock.unlock();
    }
  }

  private void sendFrame(byte[] body) {
    byte[] frame = new byte[HEADER + body.length];
    frame[0] = (byte) (body.length >> 16);
    frame[1] = (byte) (body.length >> 8);
    frame[2] = (byte) body.length;
    System.arraycopy(body, 0, frame, HEADER, body.length);
    if (released) {
      sink.send(frame);
    } else {
      held.add(frame);
    }
  }

  /** Sends a last stanza and closes. */
  void end(Node farewell) {
    send(farewell);
    close();
  }

  /** Closes after everything sent has left. */
  void close() {
    boolean now;
    lock.lock();
    try {
      endsWhenReleased = true;
      now = released;
    } finally {
      lock.unlock();
    }
    if (now) {
      sink.close();
    }
  }

  /** Drops the connection. */
  void abort() {
    sink.abort();
  }

  /** Sends a frame that is wrong in one way (for tests of clients). */
  void sendBad(BadFrame.Kind kind) {
    switch (kind) {
      case GARBAGE -> {
        lock.lock();
        try {
          sendFrame(new byte[64]);
        } finally {
          lock.unlock();
        }
      }
      case TRUNCATED -> {
        sink.send(new byte[] {0, 1, 0, 42, 42});
        close();
      }
      // 17 MiB of zeros behind the flag of a compressed body, one above what clients accept.
      case OVERSIZE -> sendPlaintext(FramePlaintext.compress(new byte[17 << 20]));
      case MALFORMED -> sendPlaintext(new byte[] {0, (byte) 0xf8, 0x02, 0x19, (byte) 0xf0});
    }
  }
}
