package chatwarp.adapters.http.auth;

import java.util.Optional;

/** Headers of a request; names are case-insensitive. */
@FunctionalInterface
public interface RequestHeaders {
  Optional<String> first(String name);
}
