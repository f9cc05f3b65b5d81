package chatwarp.simulator.account;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;

/**
 * The long-lived keys of an account's phone.
 *
 * @param registrationId 1..16380
 * @param rawId the ADV raw id, positive
 */
record AccountKeys(KeyPair identity, int registrationId, int rawId) {

  static AccountKeys derived(Seed seed, String number) {
    return new AccountKeys(
        Curve25519.keyPair(PrivateKey.of(seed.bytes("identity " + number, 32))),
        (int) seed.number("registration " + number, 16380) + 1,
        (int) seed.number("raw id " + number, Integer.MAX_VALUE - 1) + 1);
  }
}
