package chatwarp.simulator.listen;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The write queue of one WebSocket. Jetty wants one write at a time, so each completion starts the
 * next; the lock guards the queue only, never a write.
 */
final class JettySink implements SocketSink {
  private static final Logger LOG = LoggerFactory.getLogger(JettySink.class);

  /** Above this a client does not read: cut it off (a full backlog is far below). */
  private static final long MAX_QUEUED_BYTES = 64L << 20;

  private static final byte[] NOTHING = new byte[0];

  private final CoreSession session;
  private final Writer writer = new Writer();
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean closing;
  private boolean goodbyeSent;

  JettySink(CoreSession session) {
    this.session = session;
  }

  @Override
  public void send(byte[] message) {
    boolean overrun;
    lock.lock();
    try {
      if (closing) {
        return;
      }
      queue.add(message);
      queuedBytes += message.length;
      overrun = queuedBytes > MAX_QUEUED_BYTES;
    } finally {
      lock.unlock();
    }
    if (overrun) {
      LOG.warn("a client does not read, more than {} bytes wait: cut off", MAX_QUEUED_BYTES);
      abort();
    } else {
      writer.iterate();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
    } finally {
      lock.unlock();
    }
    writer.iterate();
  }

  @Override
  public void abort() {
    abandon();
    session.abort();
  }

  /** The connection is gone: forget what waits. */
  void abandon() {
    lock.lock();
    try {
      closing = true;
      goodbyeSent = true;
      queue.clear();
      queuedBytes = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Jetty's loop over writes that complete now or later, without recursion. */
  private final class Writer extends IteratingCallback {
    @Override
    protected Action process() {
      byte[] next = next();
      if (next.length > 0) {
        session.sendFrame(new Frame(OpCode.BINARY, ByteBuffer.wrap(next)), this, false);
        return Action.SCHEDULED;
      }
      return Action.IDLE;
    }

    @Override
    protected void onFailure(Throwable cause) {
      LOG.debug("write failed: {}", cause.toString());
      JettySink.this.abort();
    }
  }

  /** The next message, or an empty one when there is none; says goodbye when it was the last. */
  private byte[] next() {
    boolean goodbye;
    lock.lock();
    try {
      byte @Nullable [] next = queue.poll();
      if (next != null) {
        queuedBytes -= next.length;
        return next;
      }
      goodbye = closing && !goodbyeSent;
      goodbyeSent |= goodbye;
    } finally {
      lock.unlock();
    }
    if (goodbye) {
      session.close(CloseStatus.NORMAL_STATUS, Callback.NOOP);
    }
    return NOTHING;
  }
}
