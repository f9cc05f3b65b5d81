package chatwarp.adapters.http.route;

import chatwarp.adapters.http.auth.Access;
import chatwarp.domain.model.InvalidValueException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the API is served.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param serverUrl the address users reach the server by; when absent, the one they asked
 * @param bodyLimit largest request body, bytes
 * @param qrColor dark colour of QR codes, {@code #rrggbb}
 * @param longestDelay what a longer {@code delay} of a message is cut to
 * @param preferPhoneJid name a chat by phone number where it is known, its LID beside it
 */
public record HttpConfig(
    String host,
    int port,
    Access access,
    Optional<String> serverUrl,
    long bodyLimit,
    CorsPolicy cors,
    Banner banner,
    String qrColor,
    Duration longestDelay,
    boolean preferPhoneJid) {
  /** 136 MB, as the peer has it: a base64 file of 100 MB. */
  public static final long DEFAULT_BODY_LIMIT = 136L * 1024 * 1024;

  /** The peer's green. */
  public static final String DEFAULT_QR_COLOR = "#198754";

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "[::1]", "localhost");

  /**
   * What the server says about itself.
   *
   * @param version what clients compare with the peer's releases
   * @param serverVersion our own
   * @param webVersion the WhatsApp Web version in use
   */
  public record Banner(
      String clientName, String version, String serverVersion, String webVersion) {}

  public HttpConfig {
    if (access instanceof Access.Open && !LOOPBACK.contains(host)) {
      throw new InvalidValueException(
          "SERVER_HOST", "must be a loopback address when no key is asked for");
    }
    if (bodyLimit < 1) {
      throw new InvalidValueException("bodyLimit", "must be at least 1");
    }
  }

  /** The defaults on one address. */
  public static HttpConfig on(String host, int port, Access access, Banner banner) {
    return new HttpConfig(
        host,
        port,
        access,
        Optional.empty(),
        DEFAULT_BODY_LIMIT,
        CorsPolicy.DEFAULT,
        banner,
        DEFAULT_QR_COLOR,
        Duration.ofSeconds(60),
        true);
  }
}
