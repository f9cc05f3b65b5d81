package chatwarp.domain.model;

/** Everything a device needs to log in again. */
public record AuthState(IdentityState identity, SessionMetadata metadata) {}
