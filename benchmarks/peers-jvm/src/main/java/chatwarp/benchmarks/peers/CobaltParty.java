package chatwarp.benchmarks.peers;

import com.github.auties00.libsignal.SignalProtocolAddress;
import com.github.auties00.libsignal.SignalProtocolStore;
import com.github.auties00.libsignal.SignalSessionCipher;
import com.github.auties00.libsignal.groups.SignalSenderKeyName;
import com.github.auties00.libsignal.groups.state.SignalSenderKeyRecord;
import com.github.auties00.libsignal.key.SignalIdentityKeyPair;
import com.github.auties00.libsignal.key.SignalIdentityPublicKey;
import com.github.auties00.libsignal.key.SignalKeyDirection;
import com.github.auties00.libsignal.key.SignalPreKeyPair;
import com.github.auties00.libsignal.key.SignalSignedKeyPair;
import com.github.auties00.libsignal.protocol.SignalMessage;
import com.github.auties00.libsignal.protocol.SignalPreKeyMessage;
import com.github.auties00.libsignal.state.SignalPreKeyBundle;
import com.github.auties00.libsignal.state.SignalPreKeyBundleBuilder;
import com.github.auties00.libsignal.state.SignalSessionRecord;
import com.github.auties00.libsignal.state.SignalSessionRecordSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One side of a session of Cobalt's libsignal, its record nothing but bytes between operations. */
final class CobaltParty implements SignalProtocolStore {
  private static final SignalProtocolAddress PEER = new SignalProtocolAddress("peer", 1);
  private static final int PRE_KEY_ID = 7;

  private final SignalIdentityKeyPair identity = SignalIdentityKeyPair.random();
  private final SignalSignedKeyPair signedPreKey = SignalSignedKeyPair.of(1, identity);
  private final Map<Integer, SignalPreKeyPair> preKeys = new HashMap<>();
  private final SignalSessionCipher cipher = new SignalSessionCipher(this);
  private Optional<byte[]> session = Optional.empty();

  /** A bundle with a one-time prekey. */
  SignalPreKeyBundle bundle() {
    SignalPreKeyPair preKey = SignalPreKeyPair.random(PRE_KEY_ID);
    addPreKey(preKey);
    return new SignalPreKeyBundleBuilder()
        .registrationId(registrationId())
        .deviceId(1)
        .preKeyId(PRE_KEY_ID)
        .preKeyPublic(preKey.publicKey())
        .signedPreKeyId(signedPreKey.id())
        .signedPreKeyPublic(signedPreKey.publicKey())
        .signedPreKeySignature(signedPreKey.signature())
        .identityKey(identity.publicKey())
        .build();
  }

  /** Begins the first session with a peer; the library verifies the bundle's signature. */
  byte[] begin(SignalPreKeyBundle bundle) {
    session = Optional.empty();
    cipher.process(PEER, bundle);
    return session.orElseThrow();
  }

  byte[] encrypt(byte[] plaintext) {
    return cipher.encrypt(PEER, plaintext).toSerialized();
  }

  byte[] decrypt(byte[] message) {
    return cipher.decrypt(PEER, SignalMessage.ofSerialized(message));
  }

  /** Reads a message but stays before it; gives the record after it. */
  byte[] reread(byte[] message) {
    Optional<byte[]> before = session;
    cipher.decrypt(PEER, SignalMessage.ofSerialized(message));
    byte[] after = session.orElseThrow();
    session = before;
    return after;
  }

  byte[] decryptFirst(byte[] message) {
    return cipher.decrypt(PEER, SignalPreKeyMessage.ofSerialized(message));
  }

  /** Two sides in a session, the second of which knows the first's newest chain. */
  record Pair(CobaltParty alice, CobaltParty bob) {
    static Pair talking() {
      CobaltParty alice = new CobaltParty();
      CobaltParty bob = new CobaltParty();
      byte[] plaintext = Payload.bytes(200);
      alice.begin(bob.bundle());
      bob.decryptFirst(alice.encrypt(plaintext));
      alice.decrypt(bob.encrypt(plaintext));
      bob.decrypt(alice.encrypt(plaintext));
      return new Pair(alice, bob);
    }
  }

  @Override
  public int registrationId() {
    return 1234;
  }

  @Override
  public SignalIdentityKeyPair identityKeyPair() {
    return identity;
  }

  @Override
  public Optional<SignalSessionRecord> findSessionByAddress(SignalProtocolAddress address) {
    return session.map(SignalSessionRecordSpec::decode);
  }

  @Override
  public void addSession(SignalProtocolAddress address, SignalSessionRecord record) {
    session = Optional.of(SignalSessionRecordSpec.encode(record));
  }

  @Override
  public Optional<SignalSenderKeyRecord> findSenderKeyByName(SignalSenderKeyName name) {
    return Optional.empty();
  }

  @Override
  public void addSenderKey(SignalSenderKeyName name, SignalSenderKeyRecord record) {
    throw new UnsupportedOperationException("no row speaks to groups");
  }

  @Override
  public Optional<SignalSignedKeyPair> findSignedPreKeyById(Integer id) {
    return Optional.of(signedPreKey);
  }

  @Override
  public void addSignedPreKey(SignalSignedKeyPair keys) {
    throw new UnsupportedOperationException("the only signed prekey is there from the beginning");
  }

  @Override
  public Optional<SignalPreKeyPair> findPreKeyById(Integer id) {
    return Optional.ofNullable(preKeys.get(id));
  }

  @Override
  public void addPreKey(SignalPreKeyPair keys) {
    preKeys.put(keys.id(), keys);
  }

  @Override
  public boolean removePreKey(int id) {
    return preKeys.remove(id) != null;
  }

  @Override
  public boolean isTrustedIdentity(
      SignalProtocolAddress address, SignalIdentityPublicKey key, SignalKeyDirection direction) {
    return true;
  }

  @Override
  public void addTrustedIdentity(SignalProtocolAddress address, SignalIdentityPublicKey key) {
    // Nothing is asked of it later.
  }
}
