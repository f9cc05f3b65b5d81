package chatwarp.adapters.wa.signal;

import java.util.Optional;

/** Our one-time prekeys. */
public interface PreKeyStore {
  /** A one-time prekey that was not used yet. */
  Optional<PreKey> preKey(int id);

  /** Keeps a new one-time prekey. */
  void savePreKey(PreKey preKey);

  /** Deletes a one-time prekey that was used. */
  void deletePreKey(int id);
}
