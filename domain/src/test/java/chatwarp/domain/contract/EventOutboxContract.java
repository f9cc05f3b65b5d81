package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.DeadLetter;
import chatwarp.domain.port.EventOutbox;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link EventOutbox} does. */
public abstract class EventOutboxContract extends ContractRun {
  private static final TargetId HOOK = TargetId.WEBHOOK;
  private static final TargetId GLOBAL = TargetId.GLOBAL_WEBHOOK;

  /** Makes it so that this node was not heard of for {@link Lease#VALIDITY}. */
  protected abstract void silence(NodeId node);

  private EventOutbox outbox() {
    return ports().events();
  }

  /** An instance with its first events and a cursor at the start. */
  private Instance with(String... events) {
    Instance instance = Samples.instance();
    ports()
        .instances()
        .create(
            instance, List.of(events).stream().map(data -> Samples.event(instance, data)).toList());
    outbox().open(instance.id(), HOOK, true);
    return instance;
  }

  private List<String> next(InstanceId instance, TargetId target) {
    return outbox().next(instance, target, 10).stream()
        .map(event -> Samples.text(event.event()))
        .toList();
  }

  private boolean behind(InstanceId instance, TargetId target) {
    return outbox().backlogs(NODE).contains(new EventOutbox.Backlog(instance, target));
  }

  @Test
  void givesEveryFieldOfAnEvent() {
    Instance instance = Samples.instance();
    NewEvent event = Samples.event(instance, "data");
    ports().instances().create(instance, List.of(event));
    outbox().open(instance.id(), HOOK, true);
    StoredEvent stored = outbox().next(instance.id(), HOOK, 1).getFirst();
    assertEquals(instance.id(), stored.instance());
    assertEquals(event.id(), stored.event().id());
    assertEquals(event.kind(), stored.event().kind());
    assertEquals(event.instance(), stored.event().instance());
    assertEquals(event.sender(), stored.event().sender());
    assertEquals(event.at(), stored.event().at());
    assertEquals("data", Samples.text(stored.event()));
  }

  @Test
  void givesEventsInCommitOrderUpToTheLimit() {
    Instance instance = with("a");
    Lease lease = ports().instances().acquire(instance.id(), NODE).orElseThrow();
    commit(lease, Samples.event(instance, "b"), Samples.event(instance, "c"));
    commit(lease, Samples.event(instance, "d"));
    assertEquals(List.of("a", "b", "c", "d"), next(instance.id(), HOOK));
    List<StoredEvent> two = outbox().next(instance.id(), HOOK, 2);
    assertEquals(2, two.size());
    assertTrue(two.get(0).seq() < two.get(1).seq());
  }

  @Test
  void givesTheSameEventsUntilTheCursorMoves() {
    Instance instance = with("a", "b");
    StoredEvent first = outbox().next(instance.id(), HOOK, 1).getFirst();
    assertEquals(first.event().id(), outbox().next(instance.id(), HOOK, 1).getFirst().event().id());
    outbox().advance(instance.id(), HOOK, first.seq());
    assertEquals(List.of("b"), next(instance.id(), HOOK));
  }

  @Test
  void neverMovesACursorBack() {
    Instance instance = with("a", "b");
    List<StoredEvent> both = outbox().next(instance.id(), HOOK, 2);
    outbox().advance(instance.id(), HOOK, both.get(1).seq());
    outbox().advance(instance.id(), HOOK, both.get(0).seq());
    assertEquals(List.of(), next(instance.id(), HOOK));
  }

  @Test
  void keepsTargetsAndInstancesApart() {
    Instance one = with("a");
    Instance other = with("x");
    outbox().open(one.id(), GLOBAL, true);
    outbox().advance(one.id(), HOOK, outbox().next(one.id(), HOOK, 1).getFirst().seq());
    assertEquals(List.of(), next(one.id(), HOOK));
    assertEquals(List.of("a"), next(one.id(), GLOBAL));
    assertEquals(List.of("x"), next(other.id(), HOOK));
  }

  @Test
  void opensACursorAtTheStartOrAtTheEndAndOnlyOnce() {
    Instance instance = with("a");
    outbox().open(instance.id(), GLOBAL, false);
    assertEquals(List.of(), next(instance.id(), GLOBAL));
    Lease lease = ports().instances().acquire(instance.id(), NODE).orElseThrow();
    commit(lease, Samples.event(instance, "b"));
    assertEquals(List.of("b"), next(instance.id(), GLOBAL));

    outbox().open(instance.id(), GLOBAL, true);
    assertEquals(List.of("b"), next(instance.id(), GLOBAL));
    outbox().open(instance.id(), HOOK, false);
    assertEquals(List.of("a", "b"), next(instance.id(), HOOK));
  }

  @Test
  void givesNothingWithoutACursor() {
    Instance instance = with("a");
    assertEquals(List.of(), next(instance.id(), GLOBAL));
    outbox().close(instance.id(), HOOK);
    outbox().advance(instance.id(), HOOK, Long.MAX_VALUE);
    assertEquals(List.of(), next(instance.id(), HOOK));
    outbox().open(instance.id(), HOOK, true);
    assertEquals(List.of("a"), next(instance.id(), HOOK));
  }

  @Test
  void tellsWhichTargetsAreBehind() {
    Instance instance = with("a");
    outbox().open(instance.id(), GLOBAL, false);
    assertTrue(behind(instance.id(), HOOK));
    assertTrue(!behind(instance.id(), GLOBAL));
    outbox().advance(instance.id(), HOOK, outbox().next(instance.id(), HOOK, 1).getFirst().seq());
    assertTrue(!behind(instance.id(), HOOK));

    ports().instances().delete(instance.id(), List.of(Samples.event(instance, "deleted")));
    assertTrue(behind(instance.id(), HOOK));
    assertTrue(behind(instance.id(), GLOBAL));
  }

  @Test
  void letsOnlyTheOwnerCarryAnInstancesEvents() {
    Instance instance = with("a");
    NodeId first = node();
    run(instance, first);
    assertTrue(behind(first, instance.id()));
    assertTrue(!behind(NODE, instance.id()));
    assertTrue(outbox().carries(instance.id(), first));
    assertTrue(!outbox().carries(instance.id(), NODE));

    silence(first);
    assertTrue(!behind(NODE, instance.id()), "it has not taken the instance over");
    run(instance, NODE);
    assertTrue(behind(NODE, instance.id()));
    assertTrue(outbox().carries(instance.id(), NODE));
    assertTrue(!outbox().carries(instance.id(), first));
  }

  @Test
  void leavesTheEventsOfADeletedInstanceToItsLastOwnerWhileThatIsHeardOf() {
    Instance instance = with("a");
    NodeId last = node();
    run(instance, last);
    ports().instances().delete(instance.id(), List.of(Samples.event(instance, "deleted")));
    assertTrue(!behind(NODE, instance.id()));
    assertTrue(behind(last, instance.id()));

    silence(last);
    ports().instances().heartbeat(NODE);
    assertTrue(behind(NODE, instance.id()));
    assertTrue(outbox().carries(instance.id(), NODE));
    assertTrue(!behind(last, instance.id()), "one carrier at a time");
    assertEquals(List.of("a", "deleted"), next(instance.id(), HOOK));
  }

  @Test
  void givesTheEventsOfAnInstanceThatNobodyRunsToWhoLooksFirst() {
    Instance instance = with("a");
    NodeId first = node();
    ports().instances().heartbeat(first);
    assertTrue(!outbox().carries(instance.id(), first));
    assertTrue(behind(first, instance.id()));
    assertTrue(!behind(NODE, instance.id()));
    run(instance, NODE);
    assertTrue(outbox().carries(instance.id(), NODE), "who runs it carries its events");
  }

  private void run(Instance instance, NodeId node) {
    assertTrue(ports().instances().acquire(instance.id(), node).isPresent());
  }

  private static NodeId node() {
    return new NodeId("node " + UUID.randomUUID());
  }

  private boolean behind(NodeId node, InstanceId instance) {
    return outbox().backlogs(node).contains(new EventOutbox.Backlog(instance, HOOK));
  }

  @Test
  void movesAnEventToTheDeadLettersAndTheCursorPastIt() {
    Instance instance = with("a", "b");
    outbox().open(instance.id(), GLOBAL, true);
    List<StoredEvent> both = outbox().next(instance.id(), HOOK, 2);
    outbox().bury(instance.id(), HOOK, both.get(0), "410 Gone", Samples.T0);
    assertEquals(List.of("b"), next(instance.id(), HOOK));
    assertEquals(List.of("a", "b"), next(instance.id(), GLOBAL));

    outbox().bury(instance.id(), HOOK, both.get(1), "too old", Samples.T0.plusSeconds(1));
    List<DeadLetter> letters = outbox().deadLetters(instance.id(), 10);
    assertEquals(List.of("410 Gone", "too old"), letters.stream().map(DeadLetter::reason).toList());
    DeadLetter first = letters.getFirst();
    assertEquals(HOOK, first.target());
    assertEquals(Samples.T0, first.at());
    assertEquals(both.get(0).seq(), first.event().seq());
    assertEquals(both.get(0).event().id(), first.event().event().id());
    assertEquals("a", Samples.text(first.event().event()));
    assertEquals(1, outbox().deadLetters(instance.id(), 1).size());
  }

  @Test
  void removesADeadLetter() {
    Instance instance = with("a");
    StoredEvent event = outbox().next(instance.id(), HOOK, 1).getFirst();
    outbox().bury(instance.id(), HOOK, event, "once", Samples.T0);
    outbox().bury(instance.id(), HOOK, event, "twice", Samples.T0);
    assertEquals(1, outbox().deadLetters(instance.id(), 10).size());
    outbox().removeDeadLetter(instance.id(), GLOBAL, event.seq());
    assertEquals(1, outbox().deadLetters(instance.id(), 10).size());
    outbox().removeDeadLetter(instance.id(), HOOK, event.seq());
    assertEquals(List.of(), outbox().deadLetters(instance.id(), 10));
  }

  @Test
  void prunesOldEventsThatEveryCursorHasPassed() {
    Instance instance = with();
    outbox().open(instance.id(), GLOBAL, true);
    Lease lease = ports().instances().acquire(instance.id(), NODE).orElseThrow();
    Instant old = Samples.T0.minusSeconds(86_400);
    commit(
        lease,
        Samples.event(instance, "old", old),
        Samples.event(instance, "old too", old),
        Samples.event(instance, "new", Samples.T0));
    List<StoredEvent> all = outbox().next(instance.id(), HOOK, 10);
    outbox().advance(instance.id(), HOOK, all.get(2).seq());
    outbox().advance(instance.id(), GLOBAL, all.get(0).seq());
    assertTrue(outbox().prune(Samples.T0) >= 1);

    outbox().close(instance.id(), HOOK);
    outbox().open(instance.id(), HOOK, true);
    assertEquals(List.of("old too", "new"), next(instance.id(), HOOK));
    assertEquals(List.of("old too", "new"), next(instance.id(), GLOBAL));
  }

  @Test
  void deliversABuriedEventsCopyAfterTheEventWasPruned() {
    Instance instance = with("a");
    StoredEvent event = outbox().next(instance.id(), HOOK, 1).getFirst();
    outbox().bury(instance.id(), HOOK, event, "gone", Samples.T0);
    outbox().prune(Samples.T0.plusSeconds(60));
    assertEquals(
        "a", Samples.text(outbox().deadLetters(instance.id(), 1).getFirst().event().event()));
  }
}
