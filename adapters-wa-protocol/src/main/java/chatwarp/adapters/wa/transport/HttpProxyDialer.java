package chatwarp.adapters.wa.transport;

import chatwarp.domain.model.ProxyConfig;
import chatwarp.domain.model.ProxyConfig.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tunnels through an HTTP proxy with CONNECT (RFC 9110 §9.3.6); the proxy looks the host up. */
final class HttpProxyDialer implements SocketDialer {
  private final DirectDialer direct;
  private final ProxyConfig proxy;

  HttpProxyDialer(DirectDialer direct, ProxyConfig proxy) {
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
      tunnel(socket, HttpHead.authority(host, port));
      socket.setSoTimeout(0);
      return socket;
    } catch (IOException | RuntimeException e) {
      DirectDialer.close(socket, e);
      throw e;
    }
  }

  private void tunnel(Socket socket, String authority) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", authority);
    proxy.credentials().ifPresent(user -> headers.put("Proxy-Authorization", basic(user)));
    socket.getOutputStream().write(HttpHead.request("CONNECT " + authority, headers));
    InputStream in = socket.getInputStream();
    int status = HttpHead.read(in::read).status();
    if (status < 200 || status > 299) {
      throw new ProxyRefusedException("the HTTP proxy answered " + status);
    }
  }

  private static String basic(Credentials user) {
    byte[] both = (user.username() + ":" + user.password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }
}
