package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.transport.SocketDialer;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes unconnected sockets, the only kind the HTTP library asks for. */
final class DialedSockets extends SocketFactory {
  private final SocketDialer dialer;
  private final MediaHostRule rule;

  DialedSockets(SocketDialer dialer, MediaHostRule rule) {
    this.dialer = dialer;
    this.rule = rule;
  }

  @Override
  public Socket createSocket() {
    return new DialedSocket(dialer, rule);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unconnectedOnly();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw unconnectedOnly();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unconnectedOnly();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw unconnectedOnly();
  }

  private static UnsupportedOperationException unconnectedOnly() {
    return new UnsupportedOperationException("only unconnected sockets are made here");
  }
}
