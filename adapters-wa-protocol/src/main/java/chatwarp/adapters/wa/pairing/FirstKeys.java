package chatwarp.adapters.wa.pairing;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.SessionMetadata;
import chatwarp.domain.model.StoredKeyPair;
import chatwarp.domain.model.StoredSignedPreKey;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The keys a device is born with (03 §1). Kept before its first connection. */
public final class FirstKeys {
  /** Registration ids are 14 bits and not 0, as libsignal has them. */
  private static final int LAST_REGISTRATION_ID = 16380;

  private FirstKeys() {}

  /** New keys; the generator must be a secure one. */
  public static AuthState create(RandomGenerator random, Network network) {
    KeyPair identity = Curve25519.generate(random);
    KeyPair signedPreKey = Curve25519.generate(random);
    byte[] signature =
        XEdDsa.sign(identity.privateKey(), signedPreKey.publicKey().serialized(), random);
    byte[] advSecret = new byte[32];
    random.nextBytes(advSecret);
    return new AuthState(
        new IdentityState(
            stored(Curve25519.generate(random)),
            stored(identity),
            new StoredSignedPreKey(1, stored(signedPreKey), Secret.copyOf(signature)),
            random.nextInt(1, LAST_REGISTRATION_ID + 1),
            Secret.copyOf(advSecret),
            Optional.empty()),
        new SessionMetadata(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            network));
  }

  private static StoredKeyPair stored(KeyPair pair) {
    return new StoredKeyPair(
        Secret.copyOf(pair.publicKey().raw()), Secret.copyOf(pair.privateKey().raw()));
  }
}
