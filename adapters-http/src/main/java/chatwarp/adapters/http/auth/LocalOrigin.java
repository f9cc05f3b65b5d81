package chatwarp.adapters.http.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells requests of this machine from those a web page made through its visitor's browser: such a
 * page has a foreign {@code Origin}, or, after DNS rebinding, a foreign {@code Host}.
 */
final class LocalOrigin {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private LocalOrigin() {}

  static boolean of(RequestHeaders headers) {
    return headers.first("Host").map(host -> isLoopback("http://" + host)).orElse(true)
        && headers.first("Origin").map(LocalOrigin::isLoopback).orElse(true);
  }

  private static boolean isLoopback(String origin) {
    try {
      return Optional.ofNullable(new URI(origin).getHost())
          .map(host -> LOOPBACK.contains(host.toLowerCase(Locale.ROOT)))
          .orElse(false);
    } catch (URISyntaxException _) {
      // What is no address is no loopback address.
      return false;
    }
  }
}
