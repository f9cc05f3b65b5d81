package chatwarp.adapters.wa.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Connects to the first address of a host that answers. */
final class DirectDialer implements SocketDialer {
  private final HostResolver resolver;

  DirectDialer(HostResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public boolean direct() {
    return true;
  }

  @Override
  public Socket dial(String host, int port, Duration timeout) throws IOException {
    IOException last = new UnknownHostException(host);
    for (InetAddress address : resolver.resolve(host)) {
      @Nullable Socket socket = null;
      try {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, port), millis(timeout));
        return socket;
      } catch (IOException e) {
        last = e;
        close(socket, e);
      }
    }
    throw last;
  }

  static int millis(Duration timeout) {
    return Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
  }

  /** Closes a socket that is of no use, keeping why. */
  static void close(@Nullable Socket socket, Exception why) {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
