package chatwarp.adapters.wa.signal;

import java.util.Optional;

/** Our signed prekeys: the current one and those given up lately. */
public interface SignedPreKeyStore {
  /** A signed prekey by its id. */
  Optional<SignedPreKey> signedPreKey(int id);

  /** Keeps a signed prekey. */
  void saveSignedPreKey(SignedPreKey signedPreKey);
}
