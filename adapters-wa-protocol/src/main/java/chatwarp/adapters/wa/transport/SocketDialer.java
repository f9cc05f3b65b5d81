package chatwarp.adapters.wa.transport;

import chatwarp.domain.model.ProxyConfig;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Opens a byte stream to a host. Any thread may call. */
public sealed interface SocketDialer permits DirectDialer, HttpProxyDialer, Socks5Dialer {

  /**
   * A connected socket; what is written reaches the host.
   *
   * @param timeout for each step: connecting, and each answer of a proxy
   * @throws ProxyRefusedException when a proxy declines
   */
  Socket dial(String host, int port, Duration timeout) throws IOException;

  /** Whether the other end of the socket is the host itself and not a proxy. */
  boolean direct();

  /** Straight to the host, or through the proxy when there is one. */
  static SocketDialer of(HostResolver resolver, Optional<ProxyConfig> proxy) {
    DirectDialer direct = new DirectDialer(resolver);
    if (proxy.isEmpty()) {
      return direct;
    }
    return switch (proxy.get().protocol()) {
      case HTTP -> new HttpProxyDialer(direct, proxy.get());
      case SOCKS5 -> new Socks5Dialer(direct, proxy.get());
    };
  }
}
