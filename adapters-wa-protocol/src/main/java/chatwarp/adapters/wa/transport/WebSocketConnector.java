package chatwarp.adapters.wa.transport;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Opens WebSockets: dials, puts TLS on, asks for the upgrade (RFC 6455 §4). Any thread may call if
 * any thread may use the generator; blocks until the socket is open.
 */
public final class WebSocketConnector {
  /** Time for each step of connecting (01 §1). */
  public static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_LENGTH = 16;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final SocketDialer dialer;
  private final TlsClient tls;
  private final RandomGenerator random;
  private final Duration timeout;

  /**
   * @param random a secure generator, for keys and masks
   * @param timeout for each step: connecting, TLS, and the answer to the upgrade
   */
  public WebSocketConnector(
      SocketDialer dialer, TlsClient tls, RandomGenerator random, Duration timeout) {
    this.dialer = dialer;
    this.tls = tls;
    this.random = random;
    this.timeout = timeout;
  }

  /**
   * An open WebSocket.
   *
   * @throws ConnectFailedException when no connection came about
   * @throws ProxyRefusedException when the proxy declined
   * @throws UpgradeRefusedException when the server answered with another status
   */
  public WebSocket connect(WebSocketRequest request) {
    try {
      Socket raw = dialer.dial(request.host(), request.port(), timeout);
      try {
        Socket socket =
            request.secure()
                ? tls.over(raw, dialer.direct(), request.host(), request.port(), timeout)
                : raw;
        socket.setSoTimeout(DirectDialer.millis(timeout));
        SocketInput in = new SocketInput(socket.getInputStream());
        upgrade(request, socket, in);
        socket.setSoTimeout(0);
        return new WebSocket(raw, socket, in, random);
      } catch (IOException | RuntimeException e) {
        DirectDialer.close(raw, e);
        throw e;
      }
    } catch (IOException e) {
      throw new ConnectFailedException("no connection to " + request.uri().getHost(), e);
    }
  }

  private void upgrade(WebSocketRequest request, Socket socket, SocketInput in) throws IOException {
    byte[] nonce = new byte[KEY_LENGTH];
    random.nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    socket.getOutputStream().write(request.bytes(key));
    HttpHead answer = HttpHead.read(in::next);
    if (answer.status() != SWITCHING_PROTOCOLS) {
      throw new UpgradeRefusedException(answer.status());
    }
    boolean agreed =
        answer.lists("upgrade", "websocket")
            && answer.lists("connection", "upgrade")
            && answer.header("sec-websocket-accept").filter(accept(key)::equals).isPresent();
    if (!agreed) {
      throw new ProtocolException("the upgrade was not answered as RFC 6455 asks");
    }
    if (answer.header("sec-websocket-extensions").isPresent()
        || answer.header("sec-websocket-protocol").isPresent()) {
      throw new ProtocolException("the server chose an extension that was not offered");
    }
  }

  /** What the server must answer to a key (RFC 6455 §4.2.2). */
  static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-1", e);
    }
  }
}
