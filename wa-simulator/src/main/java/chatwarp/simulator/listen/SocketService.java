package chatwarp.simulator.listen;

/** What happens when a client opens a WebSocket. */
@FunctionalInterface
public interface SocketService {

  /** Takes the new connection's sending half, answers its receiving half. */
  SocketReceiver opened(SocketSink sink);
}
