package chatwarp.adapters.events.guard;

import chatwarp.domain.port.TargetPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A socket that asks the policy at the last moment, about the very address it connects to: no name
 * is looked up in between, and literal addresses and redirects pass here like everything else.
 */
final class GuardedSocket extends Socket {
  private final TargetPolicy policy;

  GuardedSocket(TargetPolicy policy) {
    // No proxy of the system either: behind one, the address checked here is not the one reached.
    super(Proxy.NO_PROXY);
    this.policy = policy;
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    if (!(endpoint instanceof InetSocketAddress address)
        || address.isUnresolved()
        || !policy.allows(address.getAddress())) {
      throw new TargetRefusedIOException();
    }
    super.connect(endpoint, timeoutMillis);
  }
}
