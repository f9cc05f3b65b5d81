package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every {@link StateStore} does. */
public abstract class StateStoreContract extends ContractRun {

  private StateStore store() {
    return ports().state();
  }

  @Test
  void readsNothingOfAnUnknownInstance() {
    InstanceId unknown = Samples.instanceId();
    assertEquals(Optional.empty(), store().read(unknown, key("ana")));
    assertEquals(Map.of(), store().read(unknown, List.of(key("ana"))));
    assertEquals(List.of(), store().scan(unknown, StateSpace.SESSION, 10));
    assertEquals(0, store().count(unknown, StateSpace.SESSION));
    assertEquals(List.of(), store().stanzas(unknown));
  }

  @Test
  void readsBackWhatWasPutReplacedAndDeleted() {
    Lease lease = running();
    commit(state(lease, put("ana", "1"), put("bea", "1"), put("cleo", "")));
    commit(state(lease, put("ana", "2"), delete("bea"), delete("nobody")));
    assertEquals("2", value(lease, "ana"));
    assertEquals("absent", value(lease, "bea"));
    assertEquals("", value(lease, "cleo"));
  }

  @Test
  void appliesTheChangesOfOneCommitInTheirOrder() {
    Lease lease = running();
    commit(
        state(
            lease,
            put("ana", "1"),
            put("ana", "2"),
            delete("bea"),
            put("bea", "1"),
            put("cleo", "1"),
            delete("cleo")));
    assertEquals("2", value(lease, "ana"));
    assertEquals("1", value(lease, "bea"));
    assertEquals("absent", value(lease, "cleo"));
  }

  @Test
  void keepsBytesOfAnyValueAndLength() {
    Lease lease = running();
    byte[] all = new byte[70_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    commit(state(lease, new StateChange.Put(key("all"), all)));
    assertArrayEquals(all, store().read(lease.instance(), key("all")).orElseThrow());
  }

  @Test
  void keepsSpacesAndInstancesApart() {
    Lease one = running();
    Lease other = running();
    StateKey identity = new StateKey(StateSpace.IDENTITY, "ana");
    commit(state(one, put("ana", "session"), new StateChange.Put(identity, new byte[] {1})));
    commit(state(other, put("ana", "other")));
    commit(state(one, delete("ana")));
    assertEquals("absent", value(one, "ana"));
    assertEquals("other", value(other, "ana"));
    assertArrayEquals(new byte[] {1}, store().read(one.instance(), identity).orElseThrow());
  }

  @Test
  void readsThoseOfManyKeysThatExist() {
    Lease lease = running();
    StateKey identity = new StateKey(StateSpace.IDENTITY, "bea");
    commit(state(lease, put("ana", "1"), new StateChange.Put(identity, new byte[] {2})));
    Map<StateKey, byte[]> found =
        store().read(lease.instance(), List.of(key("ana"), key("bea"), identity, identity));
    assertEquals(Set.of(key("ana"), identity), found.keySet());
    assertArrayEquals(new byte[] {2}, found.get(identity));
    assertEquals(Map.of(), store().read(lease.instance(), List.of()));
  }

  @Test
  void scansByAscendingIdUpToTheLimit() {
    Lease lease = running();
    commit(state(lease, put("b", "2"), put("a", "1"), put("B", "0"), put("c", "3")));
    assertEquals(
        List.of("B", "a", "b"),
        store().scan(lease.instance(), StateSpace.SESSION, 3).stream()
            .map(entry -> entry.key().id())
            .toList());
    assertEquals(4, store().count(lease.instance(), StateSpace.SESSION));
    assertEquals(0, store().count(lease.instance(), StateSpace.PREKEY));
  }

  @Test
  void keepsAnEntryThatHasNotExpired() {
    Lease lease = running();
    Instant later = Instant.parse("2999-01-01T00:00:00Z");
    commit(state(lease, new StateChange.Put(key("ana"), new byte[] {'x'}, Optional.of(later))));
    assertEquals("x", value(lease, "ana"));
  }

  @Test
  void keepsStanzasUnchangedInTheOrderTheyCameUntilDropped() {
    Lease lease = running();
    commit(
        stanzas(
            lease,
            new StanzaChange.Keep(Samples.stanza("Z", 1, 2)),
            new StanzaChange.Keep(Samples.stanza("A", 3))));
    commit(
        stanzas(
            lease,
            new StanzaChange.Keep(Samples.stanza("M", 0xFF)),
            new StanzaChange.Drop(new MessageId("unknown"))));
    List<Stanza> kept = store().stanzas(lease.instance());
    assertEquals(List.of("Z", "A", "M"), ids(kept));
    assertArrayEquals(new byte[] {1, 2}, kept.get(0).bytes());
    assertEquals(Samples.ANA, kept.get(0).chat());

    commit(stanzas(lease, new StanzaChange.Drop(new MessageId("A"))));
    assertEquals(List.of("Z", "M"), ids(store().stanzas(lease.instance())));
  }

  @Test
  void forgetsAStanzaThatIsKeptAndDroppedAtOnce() {
    Lease lease = running();
    commit(
        stanzas(
            lease,
            new StanzaChange.Keep(Samples.stanza("A", 1)),
            new StanzaChange.Drop(new MessageId("A"))));
    assertEquals(List.of(), store().stanzas(lease.instance()));
  }

  @Test
  void refusesALeaseThatWasTakenOver() {
    Lease first = running();
    commit(state(first, put("ana", "first")));
    Lease second = ports().instances().acquire(first.instance(), NODE).orElseThrow();
    assertFails(StoreException.StaleLease.class, store().commit(state(first, put("ana", "late"))));
    assertEquals("first", value(second, "ana"));
    commit(state(second, put("ana", "second")));
    assertEquals("second", value(second, "ana"));
  }

  @Test
  void refusesALeaseThatWasNeverGiven() {
    Lease lease = running();
    List<Lease> forged =
        List.of(
            new Lease(lease.instance(), NODE, lease.epoch() + 1),
            new Lease(lease.instance(), new NodeId("another"), lease.epoch()),
            new Lease(created().id(), NODE, 0),
            new Lease(Samples.instanceId(), NODE, 1));
    for (Lease wrong : forged) {
      assertFails(
          StoreException.StaleLease.class, store().commit(state(wrong, put("ana", "wrong"))));
    }
    assertEquals("absent", value(lease, "ana"));
  }

  @Test
  void refusesTheLeaseOfADeletedInstance() {
    Lease lease = running();
    ports().instances().delete(lease.instance(), List.of());
    assertFails(StoreException.StaleLease.class, store().commit(state(lease, put("ana", "1"))));
  }

  @Test
  void keepsNothingOfAChangeSetThatIsRefused() {
    Lease lease = running();
    commit(accepted(lease, "same key"));
    ChangeSet second =
        new ChangeSet(
            lease,
            Optional.empty(),
            List.of(put("ana", "1")),
            List.of(new StanzaChange.Keep(Samples.stanza("A", 1))),
            List.of(new RowChange.AddMessage(Samples.message(Samples.ANA, Samples.ANA, "M"))),
            List.of(Samples.event(created(), "lost")),
            accepted(lease, "same key").idempotency());
    assertFails(StoreException.Rejected.class, store().commit(second));
    assertEquals("absent", value(lease, "ana"));
    assertEquals(List.of(), store().stanzas(lease.instance()));
    assertTrue(
        ports()
            .conversations()
            .message(lease.instance(), Optional.empty(), new MessageId("M"))
            .isEmpty());
  }

  @Test
  void acceptsCommitsAgainAfterAFailure() {
    Lease lease = running();
    commit(accepted(lease, "key"));
    assertFails(StoreException.Rejected.class, store().commit(accepted(lease, "key")));
    // The failure may still be on its way to others when we hear of it.
    Instant deadline = Instant.now().plusSeconds(30);
    while (store().commit(state(lease, put("ana", "after"))).handle((_, e) -> e != null).join()) {
      assertTrue(Instant.now().isBefore(deadline), "no commit is accepted any more");
    }
    assertEquals("after", value(lease, "ana"));
  }

  @Test
  void refusesWhatIsHandedOverWhileAFailureIsBeingTold() {
    Lease lease = running();
    commit(accepted(lease, "key"));
    CompletableFuture<CompletableFuture<Void>> nested = new CompletableFuture<>();
    CompletableFuture<Void> failing = store().commit(accepted(lease, "key"));
    CompletableFuture<Void> told =
        failing.whenComplete(
            (_, _) -> nested.complete(store().commit(state(lease, put("ana", "staged")))));
    assertFails(StoreException.Rejected.class, told);
    // A failure that was told before we asked to hear of it cannot be tested for its order.
    if (nested.join().isCompletedExceptionally()) {
      assertEquals("absent", value(lease, "ana"));
    }
  }

  @Test
  void completesTheCommitsOfAnInstanceInTheirOrder() {
    Lease lease = running();
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int number = i;
      all.add(
          store()
              .commit(state(lease, put("counter", Integer.toString(i))))
              .thenRun(() -> order.add(number)));
    }
    all.forEach(ContractRun::await);
    List<Integer> sorted = new ArrayList<>(order);
    Collections.sort(sorted);
    assertEquals(200, order.size());
    assertEquals(sorted, order);
    assertEquals("199", value(lease, "counter"));
  }

  private static ChangeSet accepted(Lease lease, String key) {
    return new ChangeSet(
        lease,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(
            new IdempotentSend(
                new IdempotencyKey(key), Samples.secret(32, 1), Samples.ANA, new MessageId("ID"))));
  }

  private static List<String> ids(List<Stanza> stanzas) {
    return stanzas.stream().map(stanza -> stanza.id().value()).toList();
  }
}
