package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.contract.Samples;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How change sets share transactions, and how they fail apart. */
class GroupCommitTest {
  private static final NodeId NODE = new NodeId("node");
  private static TestDatabase database;

  @BeforeAll
  static void open() {
    database = TestDatabase.open(TestServer.embedded());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static Lease running() {
    Instance instance = Samples.instance();
    database.database().instances().create(instance, List.of());
    return acquire(instance);
  }

  private static Lease acquire(Instance instance) {
    return database.database().instances().acquire(instance.id(), NODE).orElseThrow();
  }

  private static CompletableFuture<Void> put(Lease lease, String id, String value) {
    return commit(lease, List.of(change(id, value)), Optional.empty());
  }

  private static StateChange change(String id, String value) {
    return new StateChange.Put(key(id), value.getBytes(StandardCharsets.UTF_8));
  }

  private static StateKey key(String id) {
    return new StateKey(StateSpace.SESSION, id);
  }

  private static CompletableFuture<Void> accept(Lease lease, String key) {
    return commit(
        lease,
        List.of(change(key, "accepted")),
        Optional.of(
            new IdempotentSend(
                new IdempotencyKey(key), Samples.secret(32, 1), Samples.ANA, new MessageId("M"))));
  }

  private static CompletableFuture<Void> commit(
      Lease lease, List<StateChange> state, Optional<IdempotentSend> send) {
    return database
        .database()
        .state()
        .commit(
            new ChangeSet(lease, Optional.empty(), state, List.of(), List.of(), List.of(), send));
  }

  private static String value(Lease lease, String id) {
    return database
        .database()
        .state()
        .read(lease.instance(), key(id))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("absent");
  }

  private static Throwable failure(CompletableFuture<Void> durable) {
    return assertThrows(ExecutionException.class, () -> durable.get(30, TimeUnit.SECONDS))
        .getCause();
  }

  private static void await(CompletableFuture<Void> durable) throws Exception {
    durable.get(30, TimeUnit.SECONDS);
  }

  /** Nothing becomes durable until this is closed. */
  private static LeaseLock blockedWriter() throws SQLException {
    Lease blocker = running();
    LeaseLock lock = new LeaseLock(database.url(), blocker.instance());
    CompletableFuture<Void> waiting = put(blocker, "blocker", "1");
    assertFalse(waiting.isDone());
    return lock;
  }

  @Test
  void keepsTheOthersWhenOneOfABatchIsRefused() throws Exception {
    Lease good = running();
    Lease bad = running();
    await(accept(bad, "taken"));
    List<CompletableFuture<Void>> goods = new ArrayList<>();
    CompletableFuture<Void> before;
    CompletableFuture<Void> refused;
    CompletableFuture<Void> behind;
    try (LeaseLock _ = blockedWriter()) {
      goods.add(put(good, "a", "1"));
      before = put(bad, "a", "before");
      refused = accept(bad, "taken");
      goods.add(put(good, "b", "2"));
      behind = put(bad, "a", "behind");
      goods.add(put(good, "a", "3"));
    }
    for (CompletableFuture<Void> durable : goods) {
      await(durable);
    }
    await(before);
    assertInstanceOf(StoreException.Rejected.class, failure(refused));
    assertInstanceOf(StoreException.Rejected.class, failure(behind));
    assertEquals("3", value(good, "a"));
    assertEquals("2", value(good, "b"));
    assertEquals("before", value(bad, "a"));
  }

  @Test
  void namesNoValueInTheFailureThatIsLogged() throws Exception {
    Lease lease = running();
    await(accept(lease, "hidden-key"));
    StringWriter trace = new StringWriter();
    failure(accept(lease, "hidden-key")).printStackTrace(new PrintWriter(trace));
    assertTrue(trace.toString().contains("idempotency_pkey"), trace.toString());
    assertFalse(trace.toString().contains("hidden-key"), trace.toString());
    assertFalse(trace.toString().contains(Samples.ANA.user()), trace.toString());
  }

  @Test
  void setsAsideTheLeaseThatWasTakenOverAndKeepsTheNewOne() throws Exception {
    Instance instance = Samples.instance();
    database.database().instances().create(instance, List.of());
    Lease old = acquire(instance);
    Lease current = acquire(instance);
    Lease other = running();
    CompletableFuture<Void> late;
    CompletableFuture<Void> later;
    CompletableFuture<Void> now;
    CompletableFuture<Void> foreign;
    try (LeaseLock _ = blockedWriter()) {
      late = put(old, "a", "late");
      now = put(current, "a", "now");
      later = put(old, "b", "later");
      foreign = put(other, "a", "foreign");
    }
    await(now);
    await(foreign);
    assertInstanceOf(StoreException.StaleLease.class, failure(late));
    assertInstanceOf(StoreException.StaleLease.class, failure(later));
    assertEquals("now", value(current, "a"));
    assertEquals("absent", value(current, "b"));
  }

  @Test
  void writesEachKeyOfABatchOnce() throws Exception {
    Lease lease = running();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    await(put(lease, "a", "first"));
    String versionBefore = writtenBy(lease);
    try (LeaseLock _ = blockedWriter()) {
      for (int i = 0; i < 300; i++) {
        all.add(put(lease, "a", Integer.toString(i)));
      }
    }
    for (CompletableFuture<Void> durable : all) {
      await(durable);
    }
    assertEquals("299", value(lease, "a"));
    long transactions = Long.parseLong(writtenBy(lease)) - Long.parseLong(versionBefore);
    assertTrue(transactions < 100, "300 commits took " + transactions + " transactions");
  }

  /** The transaction that wrote the instance's only entry. */
  private static String writtenBy(Lease lease) {
    return database
        .server()
        .query(
            "select xmin from "
                + database.schema()
                + ".state_entry where instance_id = '"
                + lease.instance()
                + "'")
        .getFirst();
  }

  @Test
  void refusesMoreThanAnInstanceMayQueueAndKeepsWhatIsQueued() throws Exception {
    Lease lease = running();
    Lease other = running();
    List<CompletableFuture<Void>> queued = new ArrayList<>();
    CompletableFuture<Void> refused;
    CompletableFuture<Void> foreign;
    try (LeaseLock _ = blockedWriter()) {
      CompletableFuture<Void> next = put(lease, "a", "0");
      while (!next.isCompletedExceptionally() && queued.size() < 100_000) {
        queued.add(next);
        next = put(lease, "a", Integer.toString(queued.size()));
      }
      refused = next;
      foreign = put(other, "a", "1");
    }
    assertInstanceOf(StoreException.Unavailable.class, failure(refused));
    await(foreign);
    for (CompletableFuture<Void> durable : queued) {
      await(durable);
    }
    assertEquals(Integer.toString(queued.size() - 1), value(lease, "a"));
  }

  @Test
  void writesWhatIsQueuedBeforeItCloses() throws Exception {
    TestDatabase closing = TestDatabase.open(TestServer.embedded());
    try (closing) {
      Instance instance = Samples.instance();
      closing.database().instances().create(instance, List.of());
      Lease lease = closing.database().instances().acquire(instance.id(), NODE).orElseThrow();
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(
            closing
                .database()
                .state()
                .commit(
                    new ChangeSet(
                        lease,
                        Optional.empty(),
                        List.of(change("a", Integer.toString(i))),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty())));
      }
      closing.database().close();
      for (CompletableFuture<Void> durable : all) {
        assertTrue(durable.isDone());
        await(durable);
      }
      assertInstanceOf(
          StoreException.Unavailable.class,
          failure(closing.database().state().commit(ChangeSet.of(lease, List.of(), List.of()))));
    }
  }
}
