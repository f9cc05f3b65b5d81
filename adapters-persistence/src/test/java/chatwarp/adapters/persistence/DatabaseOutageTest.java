package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.contract.Samples;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.TargetId;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back. */
class DatabaseOutageTest {

  @Test
  void failsAsUnavailableWhileTheDatabaseIsGoneAndWorksAgainWhenItIsBack() throws Exception {
    TestServer server = TestServer.embedded();
    String schema = TestServer.newSchema();
    try (CuttableProxy proxy = CuttableProxy.before(server.url());
        Database database =
            TestDatabase.connect(proxy.through(server.schema(schema)), InstantSource.system())) {
      Instance instance = Samples.instance();
      database.instances().create(instance, List.of());
      database.events().open(instance.id(), TargetId.WEBHOOK, true);
      Lease lease = database.instances().acquire(instance.id(), new NodeId("node")).orElseThrow();
      assertTrue(database.ready());

      proxy.cut();
      CompletableFuture<Void> lost = commit(database, lease, instance, "lost");
      assertInstanceOf(
          StoreException.Unavailable.class,
          assertThrows(ExecutionException.class, () -> lost.get(60, TimeUnit.SECONDS)).getCause());
      assertThrows(
          StoreException.Unavailable.class, () -> database.instances().find(instance.id()));
      assertFalse(database.ready());

      proxy.mend();
      Instant deadline = Instant.now().plusSeconds(60);
      while (!database.ready()) {
        assertTrue(Instant.now().isBefore(deadline), "the pool does not recover");
      }
      assertEquals(Optional.of(instance), database.instances().find(instance.id()));
      commit(database, lease, instance, "kept").get(60, TimeUnit.SECONDS);
      assertEquals(
          List.of("kept"),
          database.events().next(instance.id(), TargetId.WEBHOOK, 10).stream()
              .map(event -> Samples.text(event.event()))
              .toList());
    } finally {
      server.execute("drop schema if exists " + schema + " cascade");
    }
  }

  private static CompletableFuture<Void> commit(
      Database database, Lease lease, Instance instance, String event) {
    return database
        .state()
        .commit(ChangeSet.of(lease, List.of(), List.of(Samples.event(instance, event))));
  }

  @Test
  void saysInOneLineThatADatabaseCannotBeOpened() {
    String url = "postgres://somebody:hidden@127.0.0.1:1/none";
    DatabaseException refusal =
        assertThrows(
            DatabaseException.class,
            () -> TestDatabase.connect(url, InstantSource.system()).close());
    assertEquals(1, refusal.getMessage().lines().count());
    assertTrue(
        refusal.getMessage().startsWith("the database at 127.0.0.1:1/none cannot be opened"),
        refusal.getMessage());
    assertFalse(refusal.getMessage().contains("hidden"));
    assertTrue(refusal.temporary());
  }

  @Test
  void doesNotTakeAWrongPasswordForADatabaseThatIsAway() {
    String url = TestServer.embedded().url().replaceFirst("password=[^&]*", "password=wrong");
    DatabaseException refusal =
        assertThrows(
            DatabaseException.class,
            () -> TestDatabase.connect(url, InstantSource.system()).close());
    assertFalse(refusal.temporary(), refusal.getMessage());
  }

  @Test
  void doesNotTakeAnAddressThatCannotBeReadForADatabaseThatIsAway() {
    for (String url :
        List.of("jdbc:postgresql://127.0.0.1:port/none", "mysql://127.0.0.1/none", "none")) {
      DatabaseException refusal =
          assertThrows(
              DatabaseException.class,
              () -> TestDatabase.connect(url, InstantSource.system()).close());
      assertFalse(refusal.temporary(), refusal.getMessage());
    }
  }

  @Test
  void doesNotWaitForeverForAServerThatSaysNothing() throws Exception {
    try (ServerSocket silent =
        new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      String url = "postgres://somebody:hidden@127.0.0.1:" + silent.getLocalPort() + "/none";
      DatabaseException refusal =
          assertThrows(
              DatabaseException.class,
              () -> TestDatabase.connect(url, InstantSource.system()).close());
      assertTrue(refusal.temporary(), refusal.getMessage());
    }
  }
}
