package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.Optional;

/** What an operation found out about a device's identity; save it unless it is unchanged. */
public sealed interface IdentityChange {
  /** The identity that was proved. */
  PublicKey identity();

  /** The one known already. */
  record Unchanged(PublicKey identity) implements IdentityChange {}

  /** The first one of this device. */
  record FirstSeen(PublicKey identity) implements IdentityChange {}

  /**
   * Another one than before: the device was registered anew. Sessions under the old one are gone
   * from the record; whoever sends to groups must give the device the sender key again.
   */
  record Changed(PublicKey identity, PublicKey previous) implements IdentityChange {}

  /** Compares with what was known. */
  static IdentityChange between(Optional<PublicKey> known, PublicKey identity) {
    if (known.isEmpty()) {
      return new FirstSeen(identity);
    }
    return known.get().equals(identity)
        ? new Unchanged(identity)
        : new Changed(identity, known.get());
  }
}
