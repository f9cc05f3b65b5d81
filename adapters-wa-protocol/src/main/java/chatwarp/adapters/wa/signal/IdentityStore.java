package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.Optional;

/** Which identity each device is known by. */
public interface IdentityStore {
  /** The identity known for a device. */
  Optional<PublicKey> identity(SignalAddress address);

  /** Keeps an identity in place of the one known. */
  void saveIdentity(SignalAddress address, PublicKey identity);

  /** Forgets a device's identity. */
  void deleteIdentity(SignalAddress address);
}
