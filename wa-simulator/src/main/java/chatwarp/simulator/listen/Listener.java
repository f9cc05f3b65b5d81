package chatwarp.simulator.listen;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/**
 * The open ports: {@code /ws/chat} upgrades, every other path is HTTP; the same on the plain and on
 * the TLS port. Idle connections hold no thread.
 */
public final class Listener implements AutoCloseable {
  /** Where clients open their WebSocket. */
  public static final String SOCKET_PATH = "/ws/chat";

  /** The u24 length of a frame, its header, and an intro (01 §2). */
  private static final int MAX_MESSAGE = (1 << 24) + 1024;

  /** Longer than any client's keepalive interval. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Server server;
  private final ServerConnector plain;
  private final ServerConnector tls;

  private Listener(Server server, ServerConnector plain, ServerConnector tls) {
    this.server = server;
    this.plain = plain;
    this.tls = tls;
  }

  /**
   * Opens both ports; 0 takes any free one.
   *
   * @throws ListenException when a port is taken
   */
  public static Listener open(
      String address,
      int port,
      int tlsPort,
      TlsIdentity identity,
      SocketService sockets,
      HttpService http,
      StreamService streams) {
    Server server = new Server(new VirtualThreadPool());
    server.setStopTimeout(0);
    ServerConnector plain = connector(server, address, port, new HttpConnectionFactory(http11()));
    HttpConfiguration secure = http11();
    // Clients come by IP address, or by names that the certificate does not know.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(identity.keyStore());
    context.setKeyStorePassword("");
    context.setSniRequired(false);
    ServerConnector tls =
        connector(
            server,
            address,
            tlsPort,
            new SslConnectionFactory(context, "http/1.1"),
            new HttpConnectionFactory(secure));
    server.setConnectors(new Connector[] {plain, tls});
    WebSocketUpgradeHandler upgrade = new WebSocketUpgradeHandler();
    upgrade.getConfiguration().setMaxFrameSize(MAX_MESSAGE);
    upgrade.getConfiguration().setAutoFragment(false);
    upgrade.getConfiguration().setIdleTimeout(IDLE);
    upgrade.addMapping(
        SOCKET_PATH,
        (request, response, callback) -> {
          // Noise output does not compress; peers accept a server that declines.
          response.setExtensions(List.of());
          return new JettySocket(sockets);
        });
    upgrade.setHandler(new HttpBridge(http, streams));
    server.setHandler(upgrade);
    Listener listener = new Listener(server, plain, tls);
    listener.start(address, port, tlsPort);
    return listener;
  }

  private static HttpConfiguration http11() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    return configuration;
  }

  private static ServerConnector connector(
      Server server,
      String address,
      int port,
      org.eclipse.jetty.server.ConnectionFactory... factories) {
    ServerConnector connector = new ServerConnector(server, 1, 1, factories);
    connector.setHost(address);
    connector.setPort(port);
    connector.setAcceptQueueSize(1024);
    connector.setIdleTimeout(IDLE.toMillis());
    return connector;
  }

  private void start(String address, int port, int tlsPort) {
    try {
      server.start();
    } catch (Exception e) {
      // Jetty declares Exception; the cause says which port is taken.
      stopQuietly(e);
      throw new ListenException(
          "cannot listen on " + address + " ports " + port + " and " + tlsPort, e);
    }
  }

  private void stopQuietly(Exception reason) {
    try {
      server.stop();
    } catch (Exception e) {
      reason.addSuppressed(e);
    }
  }

  /** The plain port in use. */
  public int port() {
    return plain.getLocalPort();
  }

  /** The TLS port in use. */
  public int tlsPort() {
    return tls.getLocalPort();
  }

  /** Closes the ports and every connection. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new ListenException("cannot stop listening", e);
    }
  }
}
