package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.Lease;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What tests of others can make the adapters in memory do. */
class InMemoryControlsTest extends ContractRun {
  private final InMemoryStores stores = new InMemoryStores(InstantSource.fixed(Samples.T0));

  @Override
  protected StoragePorts ports() {
    return stores.ports();
  }

  @Test
  void holdsCommitsUntilReleased() {
    Lease lease = running();
    stores.holdCommits();
    CompletableFuture<Void> first = stores.state().commit(state(lease, put("ana", "1")));
    CompletableFuture<Void> second = stores.state().commit(state(lease, put("ana", "2")));
    stores.awaitHeld(2, Duration.ZERO);
    assertFalse(first.isDone());
    assertEquals("absent", value(lease, "ana"));

    stores.release(1);
    assertTrue(first.isDone());
    assertFalse(second.isDone());
    assertEquals("1", value(lease, "ana"));

    stores.release();
    assertTrue(second.isDone());
    assertEquals("2", value(lease, "ana"));
    assertEquals(2, stores.commits());
  }

  @Test
  void losesHeldCommitsAsACrashDoes() {
    Lease lease = running();
    stores.holdCommits();
    CompletableFuture<Void> lost = stores.state().commit(state(lease, put("ana", "1")));
    stores.loseHeld();
    stores.release();
    assertFalse(lost.isDone());
    assertEquals("absent", value(lease, "ana"));
  }

  @Test
  void failsTheNextCommitWithThoseBehindItUnderTheSameLease() {
    Lease lease = running();
    Lease other = running();
    StoreException.Unavailable failure =
        new StoreException.Unavailable(new IllegalStateException("planned"));
    stores.holdCommits();
    stores.failNext(failure);
    CompletableFuture<Void> first = stores.state().commit(state(lease, put("ana", "1")));
    CompletableFuture<Void> foreign = stores.state().commit(state(other, put("ana", "x")));
    CompletableFuture<Void> second = stores.state().commit(state(lease, put("ana", "2")));
    CompletableFuture<CompletableFuture<Void>> nested = new CompletableFuture<>();
    CompletableFuture<Void> told =
        first.whenComplete(
            (_, _) -> nested.complete(stores.state().commit(state(lease, put("ana", "3")))));
    stores.release();

    assertSame(failure, assertFails(StoreException.Unavailable.class, first));
    assertFails(StoreException.Unavailable.class, second);
    assertFails(StoreException.Unavailable.class, nested.join());
    assertTrue(told.isCompletedExceptionally());
    await(foreign);
    assertEquals("absent", value(lease, "ana"));
    commit(state(lease, put("ana", "4")));
    assertEquals("4", value(lease, "ana"));
  }

  @Test
  void failsOnlyTheKindOfCommitThatIsMeant() {
    Lease lease = running();
    StoreException.Unavailable failure =
        new StoreException.Unavailable(new IllegalStateException("planned"));
    stores.failNext(Commits.sending(), failure);
    commit(state(lease, put("ana", "late receipt")));
    CompletableFuture<Void> meant =
        stores
            .state()
            .commit(
                new ChangeSet(
                    lease,
                    Optional.empty(),
                    List.of(),
                    List.of(new StanzaChange.Keep(Samples.stanza("M1", 1))),
                    List.of(),
                    List.of(),
                    Optional.empty()));
    assertSame(failure, assertFails(StoreException.Unavailable.class, meant));
    commit(state(lease, put("ana", "2")));
  }

  @Test
  void waitsForTheKindOfCommitThatIsMeant() {
    Lease lease = running();
    stores.holdCommits();
    CompletableFuture<Void> late = stores.state().commit(state(lease, put("ana", "1")));
    assertThrows(AssertionError.class, () -> stores.awaitHeld(Commits.sending(), Duration.ZERO));
    stores.awaitHeld(_ -> true, Duration.ZERO);
    stores.release();
    assertTrue(late.isDone());
  }

  @Test
  void failsEveryCallWhileUnavailable() {
    Lease lease = running();
    stores.unavailable(true);
    assertThrows(StoreException.Unavailable.class, () -> value(lease, "ana"));
    assertFails(
        StoreException.Unavailable.class, stores.state().commit(state(lease, put("ana", "1"))));
    stores.unavailable(false);
    commit(state(lease, put("ana", "1")));
    assertEquals("1", value(lease, "ana"));
  }
}
