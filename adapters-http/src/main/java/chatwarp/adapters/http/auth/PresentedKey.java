package chatwarp.adapters.http.auth;

import java.util.Optional;

/** Where a request carries its key. Never in the query: addresses end up in logs. */
final class PresentedKey {
  private static final String BEARER = "bearer ";

  private PresentedKey() {}

  /** The key in {@code apikey}, {@code Authorization: Bearer} or {@code x-chatwarp-password}. */
  static Optional<String> of(RequestHeaders headers) {
    return headers
        .first("apikey")
        .filter(key -> !key.isBlank())
        .or(() -> headers.first("Authorization").flatMap(PresentedKey::bearer))
        .or(() -> headers.first("x-chatwarp-password").filter(key -> !key.isBlank()))
        .map(String::strip);
  }

  private static Optional<String> bearer(String value) {
    return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(value.substring(BEARER.length())).filter(key -> !key.isBlank())
        : Optional.empty();
  }
}
