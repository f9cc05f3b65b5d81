package chatwarp.adapters.wa.transport;

import chatwarp.domain.model.ProxyConfig;
import chatwarp.domain.model.ProxyConfig.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Tunnels through a SOCKS5 proxy (RFC 1928), with user name and password where configured (RFC
 * 1929); the proxy looks the host up.
 */
final class Socks5Dialer implements SocketDialer {
  private static final int VERSION = 5;
  private static final int NO_LOGIN = 0;
  private static final int PASSWORD_LOGIN = 2;
  private static final int PASSWORD_VERSION = 1;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int LONGEST_FIELD = 255;

  private final DirectDialer direct;
  private final ProxyConfig proxy;

  Socks5Dialer(DirectDialer direct, ProxyConfig proxy) {
    this.direct = direct;
    this.proxy = proxy;
  }

  @Override
  public boolean direct() {
    return false;
  }

  @Override
  public Socket dial(String host, int port, Duration timeout) throws IOException {
    Socket socket = direct.dial(proxy.host(), proxy.port(), timeout);
    try {
      socket.setSoTimeout(DirectDialer.millis(timeout));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      logIn(in, out);
      tunnel(in, out, host, port);
      socket.setSoTimeout(0);
      return socket;
    } catch (IOException | RuntimeException e) {
      DirectDialer.close(socket, e);
      throw e;
    }
  }

  private void logIn(DataInputStream in, OutputStream out) throws IOException {
    boolean named = proxy.credentials().isPresent();
    out.write(
        named
            ? new byte[] {VERSION, 2, NO_LOGIN, PASSWORD_LOGIN}
            : new byte[] {VERSION, 1, NO_LOGIN});
    requireVersion(in);
    int method = in.readUnsignedByte();
    if (method == NO_LOGIN) {
      return;
    }
    if (method != PASSWORD_LOGIN || !named) {
      throw new ProxyRefusedException("the SOCKS proxy wants a login that is not configured");
    }
    Credentials user = proxy.credentials().orElseThrow();
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(PASSWORD_VERSION);
    writeField(request, user.username());
    writeField(request, user.password());
    out.write(request.toByteArray());
    in.readUnsignedByte(); // version of the login
    if (in.readUnsignedByte() != 0) {
      throw new ProxyRefusedException("the SOCKS proxy refused the login");
    }
  }

  private static void tunnel(DataInputStream in, OutputStream out, String host, int port)
      throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(new byte[] {VERSION, CONNECT, 0, NAME});
    writeField(request, host);
    request.write(port >> 8);
    request.write(port);
    out.write(request.toByteArray());

    requireVersion(in);
    int reply = in.readUnsignedByte();
    if (reply != 0) {
      throw new ProxyRefusedException("the SOCKS proxy answered " + reply);
    }
    in.readUnsignedByte(); // reserved
    int addressLength =
        switch (in.readUnsignedByte()) {
          case IPV4 -> 4;
          case NAME -> in.readUnsignedByte();
          case IPV6 -> 16;
          default -> throw new ProtocolException("a SOCKS answer with an unknown address type");
        };
    in.readFully(new byte[addressLength + 2]); // where the proxy listens; of no interest
  }

  private static void writeField(ByteArrayOutputStream request, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > LONGEST_FIELD) {
      throw new ProxyRefusedException("SOCKS takes names of 1 to 255 bytes");
    }
    request.write(bytes.length);
    request.writeBytes(bytes);
  }

  private static void requireVersion(DataInputStream in) throws IOException {
    if (in.readUnsignedByte() != VERSION) {
      throw new ProtocolException("an answer that is not SOCKS5");
    }
  }
}
