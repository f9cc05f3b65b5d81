package chatwarp.simulator.listen;

import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's WebSocket as Jetty sees it. Uses Jetty's frame layer: the stream inside does not
 * care for messages, so nothing has to be put together here.
 */
final class JettySocket implements FrameHandler {
  private static final Logger LOG = LoggerFactory.getLogger(JettySocket.class);

  private final SocketService service;
  private @Nullable CoreSession session;
  private @Nullable JettySink sink;
  private @Nullable SocketReceiver receiver;

  JettySocket(SocketService service) {
    this.service = service;
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    JettySink writer = new JettySink(opened);
    sink = writer;
    receiver = service.opened(writer);
    callback.succeeded();
    opened.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    CoreSession open = session;
    SocketReceiver target = receiver;
    if (open == null || target == null) {
      callback.succeeded();
      return;
    }
    switch (frame.getOpCode()) {
      // Text never occurs (01 §1), and if it does its bytes fail like any other garbage.
      case OpCode.BINARY, OpCode.TEXT, OpCode.CONTINUATION -> target.received(frame.getPayload());
      case OpCode.PING -> {
        byte[] echo = new byte[frame.getPayload().remaining()];
        frame.getPayload().get(echo);
        open.sendFrame(new Frame(OpCode.PONG, ByteBuffer.wrap(echo)), Callback.NOOP, false);
      }
      case OpCode.CLOSE -> {
        open.close(CloseStatus.NORMAL_STATUS, callback);
        return;
      }
      default -> LOG.debug("a frame of kind {} is of no use", frame.getOpCode());
    }
    callback.succeeded();
    open.demand();
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    // onClosed always follows; resets and time-outs are ordinary ends of a connection.
    LOG.debug("socket failed: {}", cause.toString());
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    JettySink closed = sink;
    if (closed != null) {
      closed.abandon();
    }
    SocketReceiver target = receiver;
    receiver = null;
    if (target != null) {
      target.closed();
    }
    callback.succeeded();
  }
}
