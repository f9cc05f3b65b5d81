package chatwarp.domain.model;

/** Everything a device needs to log in again. */
public record AuthState(IdentityState identity, SessionMetadata metadata) {
  /** The same keys with other metadata. */
  public AuthState with(SessionMetadata next) {
    return new AuthState(identity, next);
  }
}
