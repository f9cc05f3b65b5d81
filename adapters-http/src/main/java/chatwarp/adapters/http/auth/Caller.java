package chatwarp.adapters.http.auth;

import chatwarp.domain.model.InstanceToken;

/** Who is calling, as far as the key tells. */
public sealed interface Caller {
  /** Somebody with the global key, or anybody in open mode. */
  record Operator() implements Caller {}

  /** Somebody with a key that may be an instance's token. */
  record Holder(InstanceToken token) implements Caller {}

  /** Somebody without a key. */
  record Nobody() implements Caller {}
}
