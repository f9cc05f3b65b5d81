package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Bundle;
import chatwarp.simulator.account.OneTimePreKey;
import chatwarp.simulator.account.SignedPreKey;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a retry receipt says about the device that asks (05 §13). */
record RetryKeys(Optional<Integer> registrationId, Optional<Bundle> bundle) {

  /**
   * Reads the receipt's children.
   *
   * @throws chatwarp.adapters.wa.node.NodeException when they are incomplete
   * @throws chatwarp.adapters.wa.crypto.CryptoException when a key is none
   */
  static RetryKeys of(Node receipt) {
    Optional<Integer> registration =
        receipt.child("registration").map(node -> ByteBuffer.wrap(node.requireBytes(4)).getInt());
    return new RetryKeys(
        registration, receipt.child("keys").map(keys -> bundle(keys, registration.orElse(0))));
  }

  private static Bundle bundle(Node keys, int registration) {
    Node signed = keys.requireChild("skey");
    return new Bundle(
        registration,
        PublicKey.of(keys.requireChild("identity").requireBytes(32)),
        new SignedPreKey(
            id(signed), key(signed), signed.requireChild("signature").requireBytes(64)),
        keys.child("key").map(key -> new OneTimePreKey(id(key), key(key))));
  }

  private static int id(Node key) {
    byte[] id = key.requireChild("id").requireBytes(3);
    return ((id[0] & 0xFF) << 16) | ((id[1] & 0xFF) << 8) | (id[2] & 0xFF);
  }

  private static PublicKey key(Node key) {
    return PublicKey.of(key.requireChild("value").requireBytes(32));
  }
}
