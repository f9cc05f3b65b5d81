package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One device in a test: an identity, a store and the ciphers over it. */
final class Party {
  final SignalAddress address;
  final LocalIdentity local;
  final InMemorySignalStore store = new InMemorySignalStore();
  final SessionCipher cipher;
  final SignalSessions sessions;
  final SenderKeys senderKeys;
  final RandomGenerator random;
  private int nextPreKeyId = 1;

  Party(String name, RandomGenerator random) {
    this(name, random, Curve25519.generate(random), TrustPolicy.ACCEPT_CHANGES);
  }

  Party(String name, RandomGenerator random, KeyPair identity, TrustPolicy trust) {
    this.random = random;
    this.address = new SignalAddress(name, 1);
    this.local = new LocalIdentity(identity, 1234);
    SymmetricCrypto crypto = new SymmetricCrypto();
    this.cipher = new SessionCipher(local, random, crypto, trust);
    this.sessions = new SignalSessions(cipher, store);
    this.senderKeys = new SenderKeys(new SenderKeyCipher(random, crypto), store);
    store.saveSignedPreKey(SignedPreKey.generate(1, identity, random));
  }

  PreKeyBundle bundle() {
    PreKey preKey = PreKey.generate(nextPreKeyId++, random);
    store.savePreKey(preKey);
    return bundle(Optional.of(new PreKeyBundle.OneTime(preKey.id(), preKey.keys().publicKey())));
  }

  PreKeyBundle bundleWithoutOneTimePreKey() {
    return bundle(Optional.empty());
  }

  private PreKeyBundle bundle(Optional<PreKeyBundle.OneTime> oneTime) {
    SignedPreKey signed = store.signedPreKey(1).orElseThrow();
    return new PreKeyBundle(
        local.registrationId(),
        local.identity().publicKey(),
        signed.id(),
        signed.keys().publicKey(),
        signed.signature(),
        oneTime);
  }

  void begin(Party other) {
    sessions.begin(other.address, other.bundle());
  }

  SignalCiphertext encrypt(Party to, byte[] plaintext) {
    return sessions.encrypt(to.address, plaintext);
  }

  byte[] decrypt(Party from, SignalCiphertext message) {
    return sessions.decrypt(from.address, message.type(), message.bytes()).plaintext();
  }

  SessionRecord record(Party other) {
    return store.session(other.address);
  }

  /** Writes the session with another party out and reads it back, as a store would. */
  void reload(Party other) {
    store.saveSession(other.address, SessionRecord.decode(record(other).encode()));
  }
}
