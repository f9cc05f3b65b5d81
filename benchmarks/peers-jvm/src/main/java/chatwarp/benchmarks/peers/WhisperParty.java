package chatwarp.benchmarks.peers;

import org.whispersystems.libsignal.IdentityKey;
import org.whispersystems.libsignal.IdentityKeyPair;
import org.whispersystems.libsignal.InvalidKeyException;
import org.whispersystems.libsignal.SessionBuilder;
import org.whispersystems.libsignal.SessionCipher;
import org.whispersystems.libsignal.SignalProtocolAddress;
import org.whispersystems.libsignal.UntrustedIdentityException;
import org.whispersystems.libsignal.ecc.Curve;
import org.whispersystems.libsignal.ecc.ECKeyPair;
import org.whispersystems.libsignal.protocol.PreKeySignalMessage;
import org.whispersystems.libsignal.protocol.SignalMessage;
import org.whispersystems.libsignal.state.PreKeyBundle;
import org.whispersystems.libsignal.state.PreKeyRecord;
import org.whispersystems.libsignal.state.SessionRecord;
import org.whispersystems.libsignal.state.SignedPreKeyRecord;
import org.whispersystems.libsignal.state.impl.InMemorySignalProtocolStore;

/**
 * One side of a session of {@code signal-protocol-java}. The library's own store in memory keeps
 * records as bytes, parsed before and serialised after each operation.
 */
final class WhisperParty {
  private static final SignalProtocolAddress PEER = new SignalProtocolAddress("peer", 1);
  private static final int REGISTRATION_ID = 1234;
  private static final int PRE_KEY_ID = 7;

  private final ECKeyPair keys = Curve.generateKeyPair();
  private final IdentityKey identity = new IdentityKey(keys.getPublicKey());
  private final ECKeyPair signedPreKey = Curve.generateKeyPair();
  private final byte[] signature;
  private boolean rereading;
  private byte[] after = new byte[0];
  private final InMemorySignalProtocolStore store =
      new InMemorySignalProtocolStore(
          new IdentityKeyPair(identity, keys.getPrivateKey()), REGISTRATION_ID) {
        @Override
        public void storeSession(SignalProtocolAddress address, SessionRecord record) {
          if (rereading) {
            after = record.serialize();
          } else {
            super.storeSession(address, record);
          }
        }
      };
  private final SessionCipher cipher = new SessionCipher(store, PEER);

  WhisperParty() throws InvalidKeyException {
    signature =
        Curve.calculateSignature(keys.getPrivateKey(), signedPreKey.getPublicKey().serialize());
    store.storeSignedPreKey(1, new SignedPreKeyRecord(1, 0, signedPreKey, signature));
  }

  /** A bundle with a one-time prekey. */
  PreKeyBundle bundle() {
    ECKeyPair preKey = Curve.generateKeyPair();
    store.storePreKey(PRE_KEY_ID, new PreKeyRecord(PRE_KEY_ID, preKey));
    return new PreKeyBundle(
        REGISTRATION_ID,
        1,
        PRE_KEY_ID,
        preKey.getPublicKey(),
        1,
        signedPreKey.getPublicKey(),
        signature,
        identity);
  }

  /** Begins the first session with a peer; the library verifies the bundle's signature. */
  void begin(PreKeyBundle bundle) throws InvalidKeyException, UntrustedIdentityException {
    store.deleteSession(PEER);
    new SessionBuilder(store, PEER).process(bundle);
  }

  byte[] encrypt(byte[] plaintext) throws UntrustedIdentityException {
    return cipher.encrypt(plaintext).serialize();
  }

  // The library throws a handful of checked types, none of which a row can meet.
  byte[] decrypt(byte[] message) throws Exception {
    return cipher.decrypt(new SignalMessage(message));
  }

  /** From now on the record stays as it is. */
  void rereads() {
    rereading = true;
  }

  /** Reads a message but stays before it; gives the record after it. */
  byte[] reread(byte[] message) throws Exception {
    cipher.decrypt(new SignalMessage(message));
    return after;
  }

  private byte[] decryptFirst(byte[] message) throws Exception {
    return cipher.decrypt(new PreKeySignalMessage(message));
  }

  /** Two sides in a session, the second of which knows the first's newest chain. */
  record Pair(WhisperParty alice, WhisperParty bob) {
    static Pair talking() throws Exception {
      WhisperParty alice = new WhisperParty();
      WhisperParty bob = new WhisperParty();
      byte[] plaintext = Payload.bytes(200);
      alice.begin(bob.bundle());
      bob.decryptFirst(alice.encrypt(plaintext));
      alice.decrypt(bob.encrypt(plaintext));
      bob.decrypt(alice.encrypt(plaintext));
      return new Pair(alice, bob);
    }
  }
}
