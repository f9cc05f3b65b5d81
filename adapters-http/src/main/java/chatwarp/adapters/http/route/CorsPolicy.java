package chatwarp.adapters.http.route;

import java.util.List;
import java.util.Optional;

/**
 * Which web pages may call the API from a browser.
 *
 * @param origins exact origins, or {@code *}
 * @param methods what they may use
 * @param credentials whether cookies and client certificates may travel along
 */
public record CorsPolicy(List<String> origins, List<String> methods, boolean credentials) {
  /** The peer's default: every page, without credentials. */
  public static final CorsPolicy DEFAULT =
      new CorsPolicy(List.of("*"), List.of("GET", "POST", "PUT", "DELETE"), false);

  public CorsPolicy {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
  }

  /** What {@code Access-Control-Allow-Origin} says to a page; empty keeps the page out. */
  Optional<String> allowed(String origin) {
    if (origins.contains("*")) {
      return Optional.of(credentials ? origin : "*");
    }
    return origins.contains(origin) ? Optional.of(origin) : Optional.empty();
  }
}
