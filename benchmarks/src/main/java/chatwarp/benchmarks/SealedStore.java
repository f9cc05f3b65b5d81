package chatwarp.benchmarks;

import chatwarp.adapters.persistence.seal.AesKey;
import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.MasterKey;
import chatwarp.adapters.persistence.seal.Sealing;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.SessionHost;
import chatwarp.domain.port.SessionSignal;
import chatwarp.domain.port.SessionStep;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateEntry;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StateStore;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * What a session's steps are committed to: every value sealed as the database's are, and kept in
 * memory. One thread.
 */
final class SealedStore implements StateStore, SessionHost {
  static final InstanceId INSTANCE = new InstanceId(new UUID(1, 2));

  private final AesKey key = new MasterKey(new byte[32], new SecureRandom()).newDataKey();
  private final Map<StateKey, byte[]> sealed = new HashMap<>();
  private int steps;

  /** How many change sets were committed. */
  int steps() {
    return steps;
  }

  private static Cell cell(StateKey key) {
    return Cell.of(INSTANCE, "state_entry.value", key.space().text(), key.id());
  }

  @Override
  public CompletableFuture<Void> commit(SessionStep step) {
    steps++;
    Sealing sealing = key.sealing();
    for (StateChange change : step.state()) {
      switch (change) {
        case StateChange.Put put ->
            sealed.put(put.key(), sealing.seal(cell(put.key()), put.value()));
        case StateChange.Delete delete -> sealed.remove(delete.key());
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Optional<byte[]> read(InstanceId instance, StateKey at) {
    return Optional.ofNullable(sealed.get(at)).map(value -> key.open(cell(at), value));
  }

  @Override
  public Map<StateKey, byte[]> read(InstanceId instance, Collection<StateKey> keys) {
    Map<StateKey, byte[]> found = new HashMap<>();
    keys.forEach(at -> read(instance, at).ifPresent(value -> found.put(at, value)));
    return found;
  }

  @Override
  public List<StateEntry> scan(InstanceId instance, StateSpace space, int limit) {
    throw new UnsupportedOperationException("no row scans");
  }

  @Override
  public int count(InstanceId instance, StateSpace space) {
    throw new UnsupportedOperationException("no row counts");
  }

  @Override
  public List<Stanza> stanzas(InstanceId instance) {
    return List.of();
  }

  @Override
  public CompletableFuture<Void> commit(ChangeSet changes) {
    throw new UnsupportedOperationException("sessions commit steps");
  }

  @Override
  public void signal(SessionSignal signal) {}

  @Override
  public boolean knows(Jid chat, UserJid sender, MessageId id) {
    return false;
  }

  @Override
  public boolean followsPicture(Jid of) {
    return false;
  }

  @Override
  public Optional<MessageRecord> message(Jid chat, MessageId id) {
    return Optional.empty();
  }
}
