package chatwarp.benchmarks;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.signal.Decryption;
import chatwarp.adapters.wa.signal.Encryption;
import chatwarp.adapters.wa.signal.InMemorySignalStore;
import chatwarp.adapters.wa.signal.LocalIdentity;
import chatwarp.adapters.wa.signal.PreKey;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.signal.PreKeySignalMessage;
import chatwarp.adapters.wa.signal.SessionCipher;
import chatwarp.adapters.wa.signal.SessionRecord;
import chatwarp.adapters.wa.signal.SignalMessage;
import chatwarp.adapters.wa.signal.SignedPreKey;
import chatwarp.adapters.wa.signal.TrustPolicy;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * One side of a session. Between two operations its record is nothing but bytes, parsed before and
 * serialised after each, as if it came from a database and went back.
 */
final class Party {
  private static final int REGISTRATION_ID = 1234;

  private final SecureRandom random = new SecureRandom();
  private final KeyPair identity = Curve25519.generate(random);
  private final SignedPreKey signedPreKey = SignedPreKey.generate(1, identity, random);
  private final InMemorySignalStore keys = new InMemorySignalStore();
  private final SessionCipher cipher =
      new SessionCipher(
          new LocalIdentity(identity, REGISTRATION_ID),
          random,
          new SymmetricCrypto(),
          TrustPolicy.ACCEPT_CHANGES);
  private byte[] record = SessionRecord.empty().encode();
  private Optional<PublicKey> known = Optional.empty();

  Party() {
    keys.saveSignedPreKey(signedPreKey);
  }

  PublicKey identity() {
    return identity.publicKey();
  }

  /** A bundle with a one-time prekey. */
  PreKeyBundle bundle() {
    PreKey preKey = PreKey.generate(7, random);
    keys.savePreKey(preKey);
    return new PreKeyBundle(
        REGISTRATION_ID,
        identity.publicKey(),
        signedPreKey.id(),
        signedPreKey.keys().publicKey(),
        signedPreKey.signature(),
        Optional.of(new PreKeyBundle.OneTime(preKey.id(), preKey.keys().publicKey())));
  }

  /** Begins the first session with a peer; the bundle's signature is verified. */
  byte[] begin(PreKeyBundle bundle) {
    record = cipher.begin(SessionRecord.empty(), Optional.empty(), bundle).next().encode();
    known = Optional.of(bundle.identity());
    return record;
  }

  byte[] encrypt(byte[] plaintext) {
    Encryption result = cipher.encrypt(SessionRecord.decode(record), known, plaintext);
    record = result.next().encode();
    return result.ciphertext().bytes();
  }

  byte[] decrypt(byte[] message) {
    return kept(cipher.decrypt(SessionRecord.decode(record), known, SignalMessage.parse(message)));
  }

  /** Reads a message but stays before it; gives the record after it. */
  byte[] reread(byte[] message) {
    return cipher
        .decrypt(SessionRecord.decode(record), known, SignalMessage.parse(message))
        .next()
        .encode();
  }

  byte[] decryptFirst(byte[] message) {
    return kept(
        cipher.decrypt(
            SessionRecord.decode(record), known, PreKeySignalMessage.parse(message), keys));
  }

  private byte[] kept(Decryption result) {
    record = result.next().encode();
    known = Optional.of(result.identity().identity());
    return result.plaintext();
  }

  /** Two sides in a session, the second of which knows the first's newest chain. */
  record Pair(Party alice, Party bob) {
    static Pair talking() {
      Party alice = new Party();
      Party bob = new Party();
      byte[] plaintext = Payload.bytes(200);
      alice.begin(bob.bundle());
      bob.decryptFirst(alice.encrypt(plaintext));
      alice.decrypt(bob.encrypt(plaintext));
      bob.decrypt(alice.encrypt(plaintext));
      return new Pair(alice, bob);
    }
  }
}
