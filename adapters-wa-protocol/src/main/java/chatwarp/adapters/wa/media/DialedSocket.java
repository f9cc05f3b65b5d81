package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.transport.SocketDialer;
import chatwarp.adapters.wa.transport.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A socket for the HTTP library that is connected by the session's own dialer, hence through the
 * session's proxy and resolver, and only where the rule allows. The address it is given carries the
 * host's name and nothing else of use. Everything goes to the socket that was dialled.
 */
final class DialedSocket extends Socket {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SocketDialer dialer;
  private final MediaHostRule rule;
  private volatile @Nullable Socket dialed;
  private volatile boolean closed;
  private volatile int soTimeout;

  DialedSocket(SocketDialer dialer, MediaHostRule rule) {
    super(Proxy.NO_PROXY);
    this.dialer = dialer;
    this.rule = rule;
  }

  /** Whether the other end is the host itself and not a proxy. */
  boolean direct() {
    return dialer.direct();
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    if (!(endpoint instanceof InetSocketAddress address)
        || !rule.allows(address.getHostString(), address.getPort())) {
      throw new RefusedHostException();
    }
    Duration timeout = timeoutMillis == 0 ? PATIENCE : Duration.ofMillis(timeoutMillis);
    Socket made = dial(address, timeout);
    made.setSoTimeout(soTimeout);
    dialed = made;
    if (closed) {
      made.close();
      throw new SocketException("closed while connecting");
    }
  }

  private Socket dial(InetSocketAddress address, Duration timeout) throws IOException {
    try {
      return dialer.dial(address.getHostString(), address.getPort(), timeout);
    } catch (TransportException e) {
      throw new IOException("the proxy declined", e);
    }
  }

  private Socket dialed() throws SocketException {
    Socket socket = dialed;
    if (socket == null) {
      throw new SocketException("not connected");
    }
    return socket;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return dialed().getInputStream();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return dialed().getOutputStream();
  }

  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    soTimeout = timeout;
    Socket socket = dialed;
    if (socket != null) {
      socket.setSoTimeout(timeout);
    }
  }

  @Override
  public int getSoTimeout() {
    return soTimeout;
  }

  @Override
  public boolean isConnected() {
    return dialed != null;
  }

  @Override
  public boolean isBound() {
    return dialed != null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isInputShutdown() {
    Socket socket = dialed;
    return socket != null && socket.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    Socket socket = dialed;
    return socket != null && socket.isOutputShutdown();
  }

  @Override
  public void shutdownInput() throws IOException {
    dialed().shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    dialed().shutdownOutput();
  }

  @Override
  public @Nullable InetAddress getInetAddress() {
    Socket socket = dialed;
    return socket == null ? null : socket.getInetAddress();
  }

  @Override
  public int getPort() {
    Socket socket = dialed;
    return socket == null ? 0 : socket.getPort();
  }

  @Override
  public @Nullable SocketAddress getRemoteSocketAddress() {
    Socket socket = dialed;
    return socket == null ? null : socket.getRemoteSocketAddress();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    dialed().setTcpNoDelay(on);
  }

  @Override
  public boolean getTcpNoDelay() throws SocketException {
    return dialed().getTcpNoDelay();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    Socket socket = dialed;
    if (socket != null) {
      socket.close();
    }
    super.close();
  }
}
