package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.transport.SocketDialer;
import chatwarp.adapters.wa.transport.TlsClient;
import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * HTTPS to media hosts, over the sockets of the transport. Made once for the process; each session
 * takes a client with its own proxy. Any thread may call.
 */
public final class MediaHttp implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final int IDLE_CONNECTIONS = 20;
  private static final byte[] NO_ADDRESS = new byte[4];

  private final MediaHostRule rule;
  private final TlsClient tls;
  private @Nullable OkHttpClient client;

  /** Costs nothing before the first transfer. */
  public MediaHttp(MediaHostRule rule, TlsClient tls) {
    this.rule = rule;
    this.tls = tls;
  }

  private synchronized OkHttpClient client() {
    OkHttpClient made = client;
    if (made == null) {
      made = create(tls);
      client = made;
    }
    return made;
  }

  private static OkHttpClient create(TlsClient tls) {
    return new OkHttpClient.Builder()
        .proxy(Proxy.NO_PROXY)
        // Names are looked up by the dialer, or by the proxy it goes through.
        .dns(host -> List.of(InetAddress.getByAddress(host, NO_ADDRESS)))
        .sslSocketFactory(new SecuredSockets(tls), new SecuredSockets.Nobody())
        // The sockets' own TLS has verified the name, or decided that it need not be.
        .hostnameVerifier((_, _) -> true)
        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE.toSeconds(), TimeUnit.SECONDS))
        // HTTP/2 would cost a platform thread per connection.
        .protocols(List.of(Protocol.HTTP_1_1))
        .fastFallback(false)
        .followSslRedirects(false)
        .connectTimeout(CONNECT)
        .readTimeout(IDLE)
        .writeTimeout(IDLE)
        .addNetworkInterceptor(chain -> withoutWishes(chain.proceed(chain.request())))
        .build();
  }

  /** OkHttp acts on this header by itself, and dies of a number with too many digits. */
  private static Response withoutWishes(Response response) {
    return response.newBuilder().removeHeader("Retry-After").build();
  }

  /** A client whose connections are dialled so; it shares all else with the others. */
  OkHttpClient over(SocketDialer dialer) {
    return client().newBuilder().socketFactory(new DialedSockets(dialer, rule)).build();
  }

  /** Closes idle connections; transfers under way end by themselves. */
  @Override
  public synchronized void close() {
    if (client != null) {
      client.connectionPool().evictAll();
    }
  }
}
