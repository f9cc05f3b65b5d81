package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.content.Expiration;
import chatwarp.domain.contract.Samples;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a chat's timer costs: what is answered while the database is cut off was no query. */
class ChatTimerQueriesTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final UserJid ANA_LID = UserJid.lid("777000111");

  private final TestServer server = TestServer.embedded();
  private final String schema = TestServer.newSchema();
  private CuttableProxy proxy;
  private Database database;
  private InstanceId shop;
  private Lease lease;

  @BeforeEach
  void open() throws Exception {
    proxy = CuttableProxy.before(server.url());
    database = TestDatabase.connect(proxy.through(server.schema(schema)), InstantSource.system());
    Instance instance = Samples.instance();
    database.instances().create(instance, List.of());
    shop = instance.id();
    lease = database.instances().acquire(shop, new NodeId("node")).orElseThrow();
    commit(new RowChange.TouchChat(Samples.ANA, Optional.empty(), T0, 0)).get(60, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
    proxy.close();
    server.execute("drop schema if exists " + schema + " cascade");
  }

  private CompletableFuture<Void> commit(RowChange... changes) {
    return database
        .state()
        .commit(
            new ChangeSet(
                lease,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(changes),
                List.of(),
                Optional.empty()));
  }

  private void set(UserJid chat, long hours, long secondsLater) throws Exception {
    commit(new RowChange.SetChatTimer(chat, Duration.ofHours(hours), T0.plusSeconds(secondsLater)))
        .get(60, TimeUnit.SECONDS);
  }

  private Optional<Duration> timer(UserJid chat) {
    return database.conversations().chatTimer(shop, chat).map(Expiration::time);
  }

  @Test
  void isReadOnceForAllMessagesToAChat() throws Exception {
    set(Samples.ANA, 24, 1);
    assertEquals(Optional.of(Duration.ofHours(24)), timer(Samples.ANA));
    assertEquals(Optional.empty(), timer(Samples.BEA));
    proxy.cut();
    assertEquals(Optional.of(Duration.ofHours(24)), timer(Samples.ANA));
    assertEquals(Optional.empty(), timer(Samples.BEA));
  }

  @Test
  void isReadOnceForBothAddressesOfAPerson() throws Exception {
    commit(new RowChange.LinkAddresses(Samples.ANA, ANA_LID)).get(60, TimeUnit.SECONDS);
    set(Samples.ANA, 24, 1);
    assertEquals(Optional.of(Duration.ofHours(24)), timer(ANA_LID));
    proxy.cut();
    assertEquals(Optional.of(Duration.ofHours(24)), timer(Samples.ANA));
  }

  @Test
  void isNotReadAgainWhenAMessageSaysTheSameAgain() throws Exception {
    set(Samples.ANA, 24, 1);
    assertEquals(Optional.of(Duration.ofHours(24)), timer(Samples.ANA));
    set(Samples.ANA, 24, 1);
    proxy.cut();
    assertEquals(Optional.of(Duration.ofHours(24)), timer(Samples.ANA));
  }

  @Test
  void isReadAgainWhenItWasSet() throws Exception {
    set(Samples.ANA, 24, 1);
    assertEquals(Optional.of(Duration.ofHours(24)), timer(Samples.ANA));
    set(Samples.ANA, 7, 2);
    assertEquals(Optional.of(Duration.ofHours(7)), timer(Samples.ANA));
    set(Samples.ANA, 0, 3);
    assertEquals(Optional.empty(), timer(Samples.ANA));
    set(Samples.ANA, 1, 4);
    assertEquals(Optional.of(Duration.ofHours(1)), timer(Samples.ANA));
  }

  @Test
  void isReadAgainWhenNobodyKnowsWhatWasKept() throws Exception {
    set(Samples.ANA, 24, 1);
    assertEquals(Optional.of(Duration.ofHours(24)), timer(Samples.ANA));
    proxy.cut();
    assertThrows(ExecutionException.class, () -> set(Samples.ANA, 7, 2));
    assertThrows(StoreException.Unavailable.class, () -> timer(Samples.ANA));
  }

  @Test
  void isReadAgainByANewOwner() throws Exception {
    set(Samples.ANA, 24, 1);
    assertEquals(Optional.of(Duration.ofHours(24)), timer(Samples.ANA));
    server.execute("update " + schema + ".chat set expiration = 3600");
    lease = database.instances().acquire(shop, new NodeId("node")).orElseThrow();
    assertEquals(Optional.of(Duration.ofHours(1)), timer(Samples.ANA));
  }

  @Test
  void isGoneWithTheInstance() {
    assertEquals(Optional.empty(), timer(Samples.ANA));
    database.instances().delete(shop, List.of());
    server.execute(
        "insert into "
            + schema
            + ".chat (instance_id, jid, last_message_at, unread, expiration,"
            + " expiration_set_at) values ('"
            + shop
            + "', '"
            + Samples.ANA
            + "', now(), 0, 3600, now())");
    assertEquals(Optional.of(Duration.ofHours(1)), timer(Samples.ANA));
  }
}
