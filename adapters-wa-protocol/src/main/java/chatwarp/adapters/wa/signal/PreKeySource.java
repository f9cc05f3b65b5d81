package chatwarp.adapters.wa.signal;

import java.util.Optional;

/** Where a message that begins a session finds our halves of the keys it names. */
public interface PreKeySource {
  /** A one-time prekey of ours, while it was not used. */
  Optional<PreKey> preKey(int id);

  /** A signed prekey of ours: the current one, or one given up lately. */
  Optional<SignedPreKey> signedPreKey(int id);
}
