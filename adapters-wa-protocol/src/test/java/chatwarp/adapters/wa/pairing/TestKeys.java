package chatwarp.adapters.wa.pairing;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.StoredKeyPair;
import java.util.Arrays;
import java.util.Random;

/** Keys of repeated bytes, as the vectors of 03 use them. */
final class TestKeys {
  private TestKeys() {}

  static byte[] repeated(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  static KeyPair pair(int value) {
    return Curve25519.keyPair(PrivateKey.of(repeated(value, 32)));
  }

  /** First keys with this identity and this secret. */
  static AuthState auth(int identity, int advSecret) {
    AuthState fresh = FirstKeys.create(new Random(1), Network.WHATSAPP);
    KeyPair own = pair(identity);
    return new AuthState(
        new IdentityState(
            fresh.identity().noiseKey(),
            new StoredKeyPair(
                Secret.copyOf(own.publicKey().raw()), Secret.copyOf(own.privateKey().raw())),
            fresh.identity().signedPreKey(),
            fresh.identity().registrationId(),
            Secret.copyOf(repeated(advSecret, 32)),
            fresh.identity().account()),
        fresh.metadata());
  }
}
