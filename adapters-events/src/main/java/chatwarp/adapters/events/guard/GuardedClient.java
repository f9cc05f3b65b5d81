package chatwarp.adapters.events.guard;

import chatwarp.domain.port.TargetPolicy;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/** HTTP clients for addresses that users chose. */
// Only this module's own packages call it, so nobody outside needs to read okhttp3 for its sake.
@SuppressWarnings("exports")
public final class GuardedClient {
  private static final int IDLE_CONNECTIONS = 20;
  private static final long IDLE_SECONDS = 60;

  private static final String RETRY_AFTER = "Retry-After";
  private static final String KEPT_RETRY_AFTER = "X-Kept-Retry-After";

  private GuardedClient() {}

  /**
   * A client with a connection pool of its own; the caller evicts it in the end.
   *
   * @param timeout for a whole call, from the name look-up to the end of the body
   * @param redirects whether to follow them; each hop obeys the policy again
   */
  public static OkHttpClient create(
      TargetPolicy policy, HostResolver resolver, Duration timeout, boolean redirects) {
    return new OkHttpClient.Builder()
        .proxy(Proxy.NO_PROXY)
        .dns(resolver::resolve)
        .socketFactory(new GuardedSockets(policy))
        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
        // HTTP/2 would cost a platform thread per connection, racing addresses one per attempt.
        .protocols(List.of(Protocol.HTTP_1_1))
        .fastFallback(false)
        .followRedirects(redirects)
        .followSslRedirects(redirects)
        .connectTimeout(timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout)
        .callTimeout(timeout)
        .addNetworkInterceptor(chain -> setAside(chain.proceed(chain.request())))
        .build();
  }

  /**
   * OkHttp acts on this header by itself: it repeats a call at once for 0, and dies with an
   * unchecked exception of a number with too many digits. It does not get to see it.
   */
  private static Response setAside(Response response) {
    String wish = response.header(RETRY_AFTER);
    return wish == null
        ? response
        : response.newBuilder().removeHeader(RETRY_AFTER).header(KEPT_RETRY_AFTER, wish).build();
  }

  /** When the other side wants to be asked again, as it wrote it. */
  public static Optional<String> retryAfter(Response response) {
    return Optional.ofNullable(response.header(KEPT_RETRY_AFTER));
  }

  /** Whether a call failed because the policy allows none of the addresses it could go to. */
  public static boolean isRefusal(IOException failure) {
    List<Throwable> attempts = new ArrayList<>(List.of(failure.getSuppressed()));
    attempts.add(failure);
    return attempts.stream().allMatch(TargetRefusedIOException.class::isInstance);
  }
}
