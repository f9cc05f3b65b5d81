package chatwarp.adapters.wa.device;

import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.signal.LocalIdentity;
import chatwarp.adapters.wa.signal.SignedPreKey;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.StoredKeyPair;
import chatwarp.domain.model.StoredSignedPreKey;

/** This device's keys, from how they are kept to how they are used. */
public final class OwnKeys {
  private OwnKeys() {}

  /** Who we are in every session. */
  public static LocalIdentity local(IdentityState identity) {
    return new LocalIdentity(pair(identity.identityKey()), identity.registrationId());
  }

  /** The current signed prekey. */
  public static SignedPreKey signedPreKey(IdentityState identity) {
    StoredSignedPreKey stored = identity.signedPreKey();
    return new SignedPreKey(stored.id(), pair(stored.keys()), stored.signature().reveal());
  }

  /** A kept pair. */
  public static KeyPair pair(StoredKeyPair stored) {
    return new KeyPair(
        PublicKey.of(stored.publicKey().reveal()), PrivateKey.of(stored.privateKey().reveal()));
  }
}
