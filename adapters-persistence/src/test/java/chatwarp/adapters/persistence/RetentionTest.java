package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is deleted when nobody waits for it any more. */
class RetentionTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.T0);
  private final TestDatabase test = TestDatabase.open(TestServer.embedded(), now::get);
  private final Database database = test.database();
  private final Instance instance = Samples.instance();

  @AfterEach
  void close() {
    test.close();
  }

  private Lease start() {
    database.instances().create(instance, List.of(Samples.event(instance, "a")));
    database.events().open(instance.id(), TargetId.WEBHOOK, true);
    return database.instances().acquire(instance.id(), new NodeId("node")).orElseThrow();
  }

  private int sweepAfter(Duration passed) {
    now.set(Samples.T0.plus(passed));
    return database.sweep(Retention.DEFAULT);
  }

  @Test
  void deletesExpiredStateAndNoOther() throws Exception {
    Lease lease = start();
    StateKey brief = new StateKey(StateSpace.SENT_MESSAGE, "brief");
    StateKey lasting = new StateKey(StateSpace.SENT_MESSAGE, "lasting");
    database
        .state()
        .commit(
            new ChangeSet(
                lease,
                Optional.empty(),
                List.of(
                    new StateChange.Put(
                        brief, new byte[1], Optional.of(Samples.T0.plusSeconds(60))),
                    new StateChange.Put(lasting, new byte[1])),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty()))
        .get(30, TimeUnit.SECONDS);
    assertEquals(0, sweepAfter(Duration.ofSeconds(59)));
    assertEquals(1, sweepAfter(Duration.ofSeconds(61)));
    assertTrue(database.state().read(instance.id(), brief).isEmpty());
    assertTrue(database.state().read(instance.id(), lasting).isPresent());
  }

  @Test
  void keepsAnIdempotencyKeyForADayAtLeast() throws Exception {
    Lease lease = start();
    IdempotencyKey key = new IdempotencyKey("key");
    database
        .state()
        .commit(
            new ChangeSet(
                lease,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(
                    new IdempotentSend(
                        key, Samples.secret(32, 1), Samples.ANA, new MessageId("M")))))
        .get(30, TimeUnit.SECONDS);
    sweepAfter(Duration.ofHours(24));
    assertTrue(database.conversations().idempotentSend(instance.id(), key).isPresent());
    sweepAfter(Duration.ofHours(49));
    assertTrue(database.conversations().idempotentSend(instance.id(), key).isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Retention(Duration.ZERO, Duration.ZERO, Duration.ofHours(23)));
  }

  @Test
  void keepsAnEventUntilItIsDeliveredHoweverOldItIs() {
    start();
    sweepAfter(Duration.ofDays(90));
    StoredEvent event = database.events().next(instance.id(), TargetId.WEBHOOK, 1).getFirst();
    database.events().advance(instance.id(), TargetId.WEBHOOK, event.seq());
    assertEquals(1, sweepAfter(Duration.ofDays(90)));
  }

  @Test
  void forgetsADeletedInstanceWhenItsEventsAreDelivered() {
    start();
    database.instances().delete(instance.id(), List.of(Samples.event(instance, "deleted")));
    sweepAfter(Duration.ofDays(90));
    List<StoredEvent> events = database.events().next(instance.id(), TargetId.WEBHOOK, 10);
    assertEquals(2, events.size());
    database.events().advance(instance.id(), TargetId.WEBHOOK, events.getLast().seq());
    assertEquals(2, sweepAfter(Duration.ofDays(90)));
    for (String table : List.of("instance", "event_cursor", "event_outbox", "lease")) {
      assertEquals(
          List.of("0"),
          test.server().query("select count(*) from " + test.schema() + "." + table),
          table);
    }
  }

  @Test
  void deletesInPieces() {
    start();
    test.server()
        .execute(
            """
            insert into %s.state_entry
            select '%s', 'retry', n::text, '', now() - interval '100 years'
            from generate_series(1, 12000) n
            """
                .formatted(test.schema(), instance.id()));
    assertEquals(12_000, sweepAfter(Duration.ZERO));
  }
}
