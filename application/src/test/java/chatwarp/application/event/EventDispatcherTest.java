package chatwarp.application.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.world.World;
import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.contract.RecordingPublisher;
import chatwarp.domain.contract.RecordingPublisher.Attempt;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.DeadLetter;
import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.TargetId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Invariant 4, on an outbox in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EventDispatcherTest {
  private static final Delivery TAKEN = new Delivery.Delivered();
  private static final Delivery LATER = new Delivery.TryAgain("503", Optional.empty());

  private static final NodeId NODE = new NodeId("node");
  private static final NodeId OTHER = new NodeId("other");

  private final ManualTime time = new ManualTime();
  private final InMemoryStores stores = new InMemoryStores(time);
  private final RecordingPublisher publisher = new RecordingPublisher();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final EventIds ids = new EventIds(time, new Random(1));
  private EventDispatcher dispatcher = dispatcher(Optional.empty());

  @AfterEach
  void close() {
    dispatcher.close();
    executor.shutdownNow();
  }

  private EventDispatcher dispatcher(Optional<WebhookConfig> global) {
    return dispatcher(NODE, global);
  }

  private EventDispatcher dispatcher(NodeId node, Optional<WebhookConfig> global) {
    return new EventDispatcher(
        node,
        new DeliverySettings(
            RetryPolicy.DEFAULT, global, 3, Duration.ofDays(1), Duration.ofSeconds(10)),
        stores.events(),
        stores.instances(),
        List.of(publisher),
        time,
        time,
        new Random(2),
        executor);
  }

  private Lease instance(int number, WebhookConfig webhook) {
    InstanceId id = new InstanceId(new UUID(number, number));
    InstanceName name = new InstanceName("i" + number);
    InstanceConfig config = World.config(name, Optional.of(webhook));
    dispatcher.retarget(id, Optional.of(webhook), true);
    stores
        .instances()
        .create(
            new Instance(
                id,
                config,
                new InstanceToken("t" + number),
                Optional.empty(),
                Profile.UNKNOWN,
                Optional.empty(),
                false,
                time.instant(),
                time.instant()),
            List.of());
    return stores.instances().acquire(id, NODE).orElseThrow();
  }

  private void tell(Lease lease, EventKind... kinds) {
    for (EventKind kind : kinds) {
      stores.state().commit(ChangeSet.of(lease, List.of(), List.of(event(kind)))).join();
    }
    dispatcher.wake(lease.instance());
  }

  private NewEvent event(EventKind kind) {
    return new NewEvent(
        ids.next(), kind, new InstanceName("i"), Optional.empty(), time.instant(), new byte[0]);
  }

  private void passRetry() {
    time.advance(awaitRetry());
  }

  private Duration awaitRetry() {
    World.awaitTrue(
        () -> time.untilNext().filter(wait -> wait.toMinutes() < 10).isPresent(),
        () -> "no retry is waiting");
    return time.untilNext().orElseThrow();
  }

  private static WebhookConfig hook(int port, EventKind... kinds) {
    return new WebhookConfig(
        true,
        URI.create("http://127.0.0.1:" + port + "/hook"),
        false,
        false,
        Map.of(),
        Set.of(kinds));
  }

  @Test
  void deliversInOrder() {
    Lease lease = instance(1, hook(1));
    tell(lease, EventKind.values());
    List<Attempt> attempts = publisher.await(EventKind.values().length);
    assertEquals(List.of(EventKind.values()), attempts.stream().map(Attempt::kind).toList());
  }

  @Test
  void deliversWhatCameWhileItWasBusy() throws InterruptedException {
    Lease lease = instance(1, hook(1));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    publisher.answer((_, _) -> {
      begun.countDown();
      awaitQuietly(go);
      return TAKEN;
    });
    tell(lease, EventKind.CALL);
    begun.await();
    tell(lease, EventKind.MESSAGES_UPSERT);
    go.countDown();
    assertEquals(EventKind.MESSAGES_UPSERT, publisher.await(2).getLast().kind());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void triesAgainLaterAndKeepsTheOrderAndTheId() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> publisher.attempts().size() < 2 ? LATER : TAKEN);
    tell(lease, EventKind.CALL, EventKind.MESSAGES_UPSERT);
    passRetry();
    publisher.await(2);
    passRetry();
    List<Attempt> attempts = publisher.await(4);
    assertEquals(
        List.of(EventKind.CALL, EventKind.CALL, EventKind.CALL, EventKind.MESSAGES_UPSERT),
        attempts.stream().map(Attempt::kind).toList());
    assertEquals(
        1,
        attempts.stream()
            .filter(attempt -> attempt.kind() == EventKind.CALL)
            .map(attempt -> attempt.event().event().id())
            .distinct()
            .count());
  }

  @Test
  void waitsAsTheTargetWishes() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> new Delivery.TryAgain("429", Optional.of(Duration.ofSeconds(77))));
    tell(lease, EventKind.CALL);
    World.awaitTrue(() -> time.waiting() == 1, () -> "no retry is waiting");
    assertEquals(Optional.of(Duration.ofSeconds(77)), time.untilNext());
  }

  @Test
  void isNotHurriedByNewEvents() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> LATER);
    tell(lease, EventKind.CALL);
    World.awaitTrue(() -> time.waiting() == 1, () -> "no retry is waiting");
    tell(lease, EventKind.CALL);
    assertEquals(1, time.waiting());
    assertEquals(1, publisher.attempts().size());
  }

  @Test
  void buriesAfterTheLastAttemptAndGoesOn() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, event) -> event.event().kind() == EventKind.CALL ? LATER : TAKEN);
    tell(lease, EventKind.CALL, EventKind.MESSAGES_UPSERT);
    for (int attempt = 1; attempt < 10; attempt++) {
      publisher.await(attempt);
      passRetry();
    }
    publisher.await(11);
    List<DeadLetter> dead = dispatcher.list(lease.instance(), 10);
    assertEquals(List.of("503"), dead.stream().map(DeadLetter::reason).toList());
    assertEquals(
        List.of(EventKind.MESSAGES_UPSERT),
        publisher.delivered().stream().map(e -> e.event().kind()).toList());
  }

  @Test
  void buriesAtOnceWhatATargetWillNeverTake() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> new Delivery.GiveUp("404"));
    tell(lease, EventKind.CALL);
    World.awaitTrue(() -> dispatcher.list(lease.instance(), 10).size() == 1, () -> "not buried");
    assertEquals(1, publisher.attempts().size());
  }

  @Test
  void replaysADeadLetter() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> new Delivery.GiveUp("404"));
    tell(lease, EventKind.CALL);
    World.awaitTrue(() -> dispatcher.list(lease.instance(), 10).size() == 1, () -> "not buried");
    StoredEvent event = dispatcher.list(lease.instance(), 10).getFirst().event();
    assertInstanceOf(
        Delivery.GiveUp.class,
        dispatcher.replay(lease.instance(), TargetId.WEBHOOK, event.seq()).orElseThrow());
    assertEquals(1, dispatcher.list(lease.instance(), 10).size());
    publisher.answer((_, _) -> TAKEN);
    assertEquals(
        Optional.of(TAKEN), dispatcher.replay(lease.instance(), TargetId.WEBHOOK, event.seq()));
    assertEquals(List.of(), dispatcher.list(lease.instance(), 10));
    assertEquals(
        Optional.empty(), dispatcher.replay(lease.instance(), TargetId.WEBHOOK, event.seq()));
  }

  @Test
  void aDeadTargetDelaysOnlyItself() throws InterruptedException {
    Lease dead = instance(1, hook(1));
    Lease alive = instance(2, hook(2));
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    publisher.answer((_, event) -> {
      if (event.instance().equals(dead.instance())) {
        begun.countDown();
        awaitQuietly(never);
      }
      return TAKEN;
    });
    tell(dead, EventKind.CALL);
    begun.await();
    tell(alive, EventKind.values());
    List<Attempt> attempts = publisher.await(EventKind.values().length);
    assertTrue(attempts.stream().allMatch(a -> a.event().instance().equals(alive.instance())));
    never.countDown();
  }

  @Test
  void skipsWhatTheTargetDoesNotWant() {
    Lease lease = instance(1, hook(1, EventKind.MESSAGES_UPSERT));
    tell(lease, EventKind.CALL, EventKind.MESSAGES_UPSERT, EventKind.CALL);
    publisher.await(1);
    World.awaitTrue(
        () -> stores.events().backlogs(NODE).isEmpty(), () -> "the cursor stays behind");
    assertEquals(
        List.of(EventKind.MESSAGES_UPSERT),
        publisher.attempts().stream().map(Attempt::kind).toList());
  }

  @Test
  void resumesAfterARestartOfTheProcess() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> LATER);
    tell(lease, EventKind.CALL);
    publisher.await(1);
    dispatcher.close();
    publisher.answer((_, _) -> TAKEN);
    dispatcher = dispatcher(Optional.empty());
    dispatcher.retarget(lease.instance(), Optional.of(hook(1)), false);
    dispatcher.start();
    assertEquals(
        publisher.attempts().getFirst().event().event().id(),
        publisher.await(2).getLast().event().event().id());
  }

  @Test
  void resumesForAnInstanceDeletedSince() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> LATER);
    tell(lease, EventKind.CALL);
    publisher.await(1);
    dispatcher.close();
    stores.instances().delete(lease.instance(), List.of());
    publisher.answer((_, _) -> TAKEN);
    dispatcher = dispatcher(Optional.empty());
    dispatcher.start();
    publisher.await(2);
    World.awaitTrue(
        () -> stores.events().next(lease.instance(), TargetId.WEBHOOK, 1).isEmpty(),
        () -> "the cursor is still there");
  }

  @Test
  void leavesTheEventsOfAnInstanceToTheNodeThatRunsIt() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> LATER);
    tell(lease, EventKind.CALL, EventKind.MESSAGES_UPSERT);
    publisher.await(1);
    publisher.answer((_, _) -> TAKEN);
    try (EventDispatcher other = dispatcher(OTHER, Optional.empty())) {
      other.retarget(lease.instance(), Optional.of(hook(1)), false);
      other.start();
      other.wake(lease.instance());
    }
    assertEquals(1, publisher.attempts().size(), "two nodes carry the same events");
    passRetry();
    assertEquals(
        List.of(EventKind.CALL, EventKind.CALL, EventKind.MESSAGES_UPSERT),
        publisher.await(3).stream().map(Attempt::kind).toList());
  }

  @Test
  void goesOnWithWhatIsLeftOnceAnotherNodeTookTheInstanceOver() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> LATER);
    tell(lease, EventKind.CALL, EventKind.MESSAGES_UPSERT);
    publisher.await(1);
    publisher.answer((_, _) -> TAKEN);
    try (EventDispatcher other = dispatcher(OTHER, Optional.empty())) {
      other.retarget(lease.instance(), Optional.of(hook(1)), false);
      other.start();
      // The old one waits for its next attempt and has not noticed that its time is over.
      Duration retry = awaitRetry();
      stores.silence(NODE);
      assertTrue(stores.instances().acquire(lease.instance(), OTHER).isPresent());
      other.resume();
      assertEquals(
          List.of(EventKind.CALL, EventKind.CALL, EventKind.MESSAGES_UPSERT),
          publisher.await(3).stream().map(Attempt::kind).toList());
      time.advance(retry);
      dispatcher.close();
    }
    assertEquals(3, publisher.attempts().size(), "the old owner goes on");
  }

  @Test
  void carriesTheEventsOfADeletedInstanceWhoseNodeIsLost() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> LATER);
    tell(lease, EventKind.CALL);
    publisher.await(1);
    dispatcher.close();
    stores.instances().delete(lease.instance(), List.of());
    publisher.answer((_, _) -> TAKEN);
    try (EventDispatcher other = dispatcher(OTHER, Optional.empty())) {
      stores.instances().heartbeat(OTHER);
      other.resume();
      stores.silence(NODE);
      other.resume();
      publisher.await(2);
      World.awaitTrue(
          () -> stores.events().next(lease.instance(), TargetId.WEBHOOK, 1).isEmpty(),
          () -> "the cursor is still there");
    }
  }

  /** Whoever deletes an instance of another node must not throw its last events away. */
  @Test
  void leavesTheLastEventsToTheNodeThatRanTheInstance() {
    Lease lease = instance(1, hook(1));
    try (EventDispatcher other = dispatcher(OTHER, Optional.empty())) {
      other.retarget(lease.instance(), Optional.of(hook(1)), false);
      stores.instances().delete(lease.instance(), List.of(event(EventKind.INSTANCE_DELETE)));
      other.retire(lease.instance());
    }
    assertEquals(List.of(), publisher.attempts());
    dispatcher.resume();
    assertEquals(EventKind.INSTANCE_DELETE, publisher.await(1).getFirst().kind());
  }

  @Test
  void carriesTheLastEventsOfADeletedInstance() {
    Lease lease = instance(1, hook(1));
    tell(lease, EventKind.INSTANCE_DELETE, EventKind.REMOVE_INSTANCE);
    dispatcher.retire(lease.instance());
    assertEquals(
        List.of(EventKind.INSTANCE_DELETE, EventKind.REMOVE_INSTANCE),
        publisher.await(2).stream().map(Attempt::kind).toList());
  }

  @Test
  void deliversToTheGlobalWebhookToo() {
    dispatcher.close();
    dispatcher = dispatcher(Optional.of(hook(9)));
    Lease lease = instance(1, hook(1));
    tell(lease, EventKind.CALL);
    assertEquals(
        Set.of(TargetId.WEBHOOK, TargetId.GLOBAL_WEBHOOK),
        Set.copyOf(publisher.await(2).stream().map(a -> a.target().id()).toList()));
  }

  @Test
  void postsToTheNewAddressFromTheNextEventOn() {
    Lease lease = instance(1, hook(1));
    tell(lease, EventKind.CALL);
    publisher.await(1);
    dispatcher.retarget(lease.instance(), Optional.of(hook(2)), false);
    tell(lease, EventKind.CALL);
    assertTrue(publisher.await(2).getLast().target().toString().contains("127.0.0.1"));
    assertEquals(2, publisher.delivered().size());
  }

  @Test
  void postsNothingMoreOnceSwitchedOff() {
    Lease lease = instance(1, hook(1));
    dispatcher.retarget(lease.instance(), Optional.empty(), false);
    tell(lease, EventKind.CALL);
    dispatcher.retarget(lease.instance(), Optional.of(hook(1)), false);
    tell(lease, EventKind.MESSAGES_UPSERT);
    assertEquals(EventKind.MESSAGES_UPSERT, publisher.await(1).getFirst().kind());
    assertEquals(1, publisher.attempts().size());
  }

  @Test
  void goesOnWhenTheStoreComesBack() {
    Lease lease = instance(1, hook(1));
    IntStream.range(0, 3).forEach(_ -> tell(lease, EventKind.CALL));
    publisher.await(3);
    // Else the cursor that cannot be moved brings the last of them again.
    World.awaitTrue(
        () -> stores.events().next(lease.instance(), TargetId.WEBHOOK, 1).isEmpty(),
        () -> "the cursor does not move on");
    stores.unavailable(true);
    dispatcher.wake(lease.instance());
    World.awaitTrue(() -> time.waiting() == 1, () -> "no retry is waiting");
    stores.unavailable(false);
    tell(lease, EventKind.MESSAGES_UPSERT);
    passRetry();
    assertEquals(EventKind.MESSAGES_UPSERT, publisher.await(4).getLast().kind());
  }

  @Test
  void triesAgainAfterAFaultOfThePublisher() {
    Lease lease = instance(1, hook(1));
    publisher.answer((_, _) -> {
      throw new IllegalStateException("a bug");
    });
    tell(lease, EventKind.CALL);
    World.awaitTrue(() -> time.waiting() == 1, () -> "no retry is waiting");
    publisher.answer((_, _) -> TAKEN);
    passRetry();
    publisher.await(1);
  }
}
