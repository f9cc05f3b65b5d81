package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A store for tests and for the simulator's phones. Belongs to one thread at a time. */
public final class InMemorySignalStore implements SignalStore {
  private final Map<SignalAddress, PublicKey> identities = new HashMap<>();
  private final Map<Integer, PreKey> preKeys = new HashMap<>();
  private final Map<Integer, SignedPreKey> signedPreKeys = new HashMap<>();
  private final Map<SignalAddress, SessionRecord> sessions = new HashMap<>();
  private final Map<SenderKeyName, SenderKeyRecord> senderKeys = new HashMap<>();

  /** An empty store. */
  public InMemorySignalStore() {}

  @Override
  public Optional<PublicKey> identity(SignalAddress address) {
    return Optional.ofNullable(identities.get(address));
  }

  @Override
  public void saveIdentity(SignalAddress address, PublicKey identity) {
    identities.put(address, identity);
  }

  @Override
  public void deleteIdentity(SignalAddress address) {
    identities.remove(address);
  }

  @Override
  public Optional<PreKey> preKey(int id) {
    return Optional.ofNullable(preKeys.get(id));
  }

  @Override
  public void savePreKey(PreKey preKey) {
    preKeys.put(preKey.id(), preKey);
  }

  @Override
  public void deletePreKey(int id) {
    preKeys.remove(id);
  }

  @Override
  public Optional<SignedPreKey> signedPreKey(int id) {
    return Optional.ofNullable(signedPreKeys.get(id));
  }

  @Override
  public void saveSignedPreKey(SignedPreKey signedPreKey) {
    signedPreKeys.put(signedPreKey.id(), signedPreKey);
  }

  @Override
  public SessionRecord session(SignalAddress address) {
    return sessions.getOrDefault(address, SessionRecord.empty());
  }

  @Override
  public void saveSession(SignalAddress address, SessionRecord record) {
    sessions.put(address, record);
  }

  @Override
  public void deleteSession(SignalAddress address) {
    sessions.remove(address);
  }

  @Override
  public SenderKeyRecord senderKey(SenderKeyName name) {
    return senderKeys.getOrDefault(name, SenderKeyRecord.empty());
  }

  @Override
  public void saveSenderKey(SenderKeyName name, SenderKeyRecord record) {
    senderKeys.put(name, record);
  }

  @Override
  public void deleteSenderKey(SenderKeyName name) {
    senderKeys.remove(name);
  }
}
