package chatwarp.benchmarks;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.StateCache;
import chatwarp.adapters.wa.signal.Decryption;
import chatwarp.adapters.wa.signal.Encryption;
import chatwarp.adapters.wa.signal.LocalIdentity;
import chatwarp.adapters.wa.signal.SessionCipher;
import chatwarp.adapters.wa.signal.SessionRecord;
import chatwarp.adapters.wa.signal.SignalMessage;
import chatwarp.adapters.wa.signal.TrustPolicy;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.UserJid;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One device of ours in a session with each device of a crowd, all of which have answered. */
final class Crowd {
  private final SecureRandom random = new SecureRandom();
  private final KeyPair identity = Curve25519.generate(random);
  private final SessionCipher cipher =
      new SessionCipher(
          new LocalIdentity(identity, 1),
          random,
          new SymmetricCrypto(),
          TrustPolicy.ACCEPT_CHANGES);
  private final SealedStore store = new SealedStore();
  private final StagedState state =
      new StagedState(
          SealedStore.INSTANCE,
          Optional.empty(),
          store,
          new StateCache(64 << 20),
          store,
          Runnable::run,
          failure -> {
            throw new IllegalStateException(failure);
          },
          failure -> {
            throw failure;
          });
  private final List<DeviceJid> devices = new ArrayList<>();
  private final List<Party> parties = new ArrayList<>();
  private SessionRecord[] records;

  Crowd(int size) {
    records = new SessionRecord[size];
    for (int i = 0; i < size; i++) {
      Party party = new Party();
      parties.add(party);
      devices.add(UserJid.lid(Long.toString(100_000_000_000_000L + 7919L * i)).device(i % 20));
      records[i] = meet(party);
    }
    state.step(step -> {
      Map<DeviceJid, Peers.Peer> peers = Peers.of(step, devices);
      for (int i = 0; i < size; i++) {
        Peers.Peer peer = peers.get(devices.get(i));
        Peers.session(step, peer, records[i]);
        Peers.identity(step, peer, parties.get(i).identity());
      }
      return step;
    });
  }

  private SessionRecord meet(Party party) {
    byte[] plaintext = Payload.bytes(200);
    SessionRecord begun =
        cipher.begin(SessionRecord.empty(), Optional.empty(), party.bundle()).next();
    Encryption first = cipher.encrypt(begun, Optional.of(party.identity()), plaintext);
    party.decryptFirst(first.ciphertext().bytes());
    Decryption answer =
        cipher.decrypt(
            first.next(),
            Optional.of(party.identity()),
            SignalMessage.parse(party.encrypt(plaintext)));
    return answer.next();
  }

  /** Encrypts for each, in memory. */
  int encrypt(byte[] plaintext) {
    int bytes = 0;
    for (int i = 0; i < records.length; i++) {
      Encryption sealed =
          cipher.encrypt(records[i], Optional.of(parties.get(i).identity()), plaintext);
      records[i] = sealed.next();
      bytes += sealed.ciphertext().bytes().length;
    }
    return bytes;
  }

  /** Encrypts for each within one step, whose state is sealed and committed once. */
  int send(byte[] plaintext) {
    int before = store.steps();
    int sent =
        state
            .step(step -> {
              int bytes = 0;
              for (Peers.Peer peer : Peers.of(step, devices).values()) {
                Encryption sealed =
                    cipher.encrypt(
                        Peers.session(step, peer), Peers.identity(step, peer), plaintext);
                Peers.session(step, peer, sealed.next());
                bytes += sealed.ciphertext().bytes().length;
              }
              return bytes;
            })
            .result();
    if (store.steps() != before + 1) {
      throw new IllegalStateException("a send is not one change set");
    }
    return sent;
  }
}
