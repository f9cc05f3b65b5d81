package chatwarp.domain.port;

import chatwarp.domain.model.AuthState;

/** A change of what a device needs to log in. */
public sealed interface AuthChange {
  /** Adds or replaces it. */
  record Save(AuthState auth) implements AuthChange {}

  /** Deletes it together with all keyed state and waiting stanzas of the instance. */
  record Forget() implements AuthChange {}
}
