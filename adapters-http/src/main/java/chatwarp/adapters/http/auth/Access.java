package chatwarp.adapters.http.auth;

/** What a caller must bring. */
public sealed interface Access {
  /** A key: the global one, or the token of an instance. */
  record Keyed(KeyHash global) implements Access {}

  /**
   * Nothing. Only for servers that listen on loopback; requests that a web page of another origin
   * could have made are still refused.
   */
  record Open() implements Access {}
}
