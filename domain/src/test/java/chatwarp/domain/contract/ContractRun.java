package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.model.Instance;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the contracts have in common: the store under test and one instance that runs on it. */
abstract class ContractRun {
  static final NodeId NODE = new NodeId("node-1");

  /** The store under test; the same one, or one on the same data, for a whole test. */
  protected abstract StoragePorts ports();

  final Instance created() {
    Instance instance = Samples.instance();
    ports().instances().create(instance, List.of());
    return instance;
  }

  final Lease running() {
    return ports().instances().acquire(created().id(), NODE).orElseThrow();
  }

  final void commit(ChangeSet changes) {
    await(ports().state().commit(changes));
  }

  final void commit(Lease lease, RowChange... rows) {
    commit(ChangeSet.of(lease, List.of(rows), List.of()));
  }

  final void commit(Lease lease, NewEvent... events) {
    commit(ChangeSet.of(lease, List.of(), List.of(events)));
  }

  static ChangeSet state(Lease lease, StateChange... changes) {
    return session(lease, Optional.empty(), List.of(changes), List.of());
  }

  static ChangeSet stanzas(Lease lease, StanzaChange... changes) {
    return session(lease, Optional.empty(), List.of(), List.of(changes));
  }

  static ChangeSet session(
      Lease lease, Optional<AuthChange> auth, List<StateChange> state, List<StanzaChange> stanzas) {
    return new ChangeSet(lease, auth, state, stanzas, List.of(), List.of(), Optional.empty());
  }

  static StateChange put(String id, String value) {
    return new StateChange.Put(key(id), value.getBytes(StandardCharsets.UTF_8));
  }

  static StateChange delete(String id) {
    return new StateChange.Delete(key(id));
  }

  static StateKey key(String id) {
    return new StateKey(StateSpace.SESSION, id);
  }

  final String value(Lease lease, String id) {
    return ports()
        .state()
        .read(lease.instance(), key(id))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("absent");
  }

  static void await(CompletableFuture<Void> durable) {
    try {
      durable.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("the commit failed", e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the commit did not complete", e);
    }
  }

  static <T extends StoreException> T assertFails(Class<T> type, CompletableFuture<Void> durable) {
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> durable.get(30, TimeUnit.SECONDS));
    assertEquals(type, e.getCause().getClass());
    return type.cast(e.getCause());
  }
}
