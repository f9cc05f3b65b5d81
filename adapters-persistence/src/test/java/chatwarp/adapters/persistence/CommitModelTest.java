package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.Samples;
import chatwarp.domain.contract.StoragePorts;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.InstanceFilter;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateEntry;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.TargetId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Many instances commit at once, at random; afterwards PostgreSQL holds what the adapters in memory
 * hold after the same change sets one by one, and every instance heard of its own in order.
 */
class CommitModelTest {
  private static final int INSTANCES = 24;
  private static final int COMMITS = 60;
  private static final List<UserJid> PEOPLE = List.of(Samples.ANA, Samples.BEA);

  private static final List<MessageStatus> STATUSES = List.of(MessageStatus.values());

  private final long seed = Long.getLong("chatwarp.seed", new Random().nextLong());
  private final InMemoryStores model = new InMemoryStores(InstantSource.system());

  private record Running(Lease lease, Instance instance, List<ChangeSet> changes) {}

  @Test
  void holdsWhatTheModelHoldsAfterConcurrentCommits() throws Exception {
    try (TestDatabase database = TestDatabase.open(TestServer.embedded())) {
      List<Running> instances = new ArrayList<>();
      for (int i = 0; i < INSTANCES; i++) {
        instances.add(start(database.ports(), new Random(seed + i)));
      }
      List<Thread> threads =
          instances.stream()
              .map(running -> Thread.ofVirtual().start(() -> commitAll(database, running)))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }
      instances.forEach(running -> assertSame(database.ports(), running));
    } catch (Throwable e) {
      throw new AssertionError("repeat with -Dchatwarp.seed=" + seed, e);
    }
  }

  private Running start(StoragePorts ports, Random random) {
    Instance instance = Samples.instance();
    NodeId node = new NodeId("node");
    for (StoragePorts each : List.of(ports, model.ports())) {
      each.instances().create(instance, List.of());
      each.events().open(instance.id(), TargetId.WEBHOOK, true);
    }
    Lease lease = ports.instances().acquire(instance.id(), node).orElseThrow();
    assertEquals(lease, model.instances().acquire(instance.id(), node).orElseThrow());
    List<ChangeSet> changes = new ArrayList<>();
    for (int i = 0; i < COMMITS; i++) {
      changes.add(changeSet(lease, instance, random, i));
    }
    return new Running(lease, instance, changes);
  }

  private void commitAll(TestDatabase database, Running running) {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Void>> durable = new ArrayList<>();
    for (int i = 0; i < running.changes().size(); i++) {
      int number = i;
      ChangeSet changes = running.changes().get(i);
      model.state().commit(changes).join();
      durable.add(database.database().state().commit(changes).thenRun(() -> order.add(number)));
      if (i % 7 == 0) {
        durable.getLast().orTimeout(60, TimeUnit.SECONDS).join();
      }
    }
    durable.forEach(future -> future.orTimeout(60, TimeUnit.SECONDS).join());
    List<Integer> sorted = new ArrayList<>(order);
    Collections.sort(sorted);
    assertEquals(sorted, order);
    assertEquals(COMMITS, order.size());
  }

  private static ChangeSet changeSet(Lease lease, Instance instance, Random random, int number) {
    Optional<AuthChange> auth =
        switch (random.nextInt(12)) {
          case 0 -> Optional.of(new AuthChange.Forget());
          case 1 -> Optional.of(new AuthChange.Save(Samples.paired()));
          case 2 -> Optional.of(new AuthChange.Save(Samples.unpaired()));
          default -> Optional.empty();
        };
    List<StateChange> state = new ArrayList<>();
    List<StanzaChange> stanzas = new ArrayList<>();
    List<RowChange> rows = new ArrayList<>();
    List<NewEvent> events = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      StateKey key = new StateKey(StateSpace.SESSION, "k" + random.nextInt(6));
      state.add(
          random.nextInt(3) == 0
              ? new StateChange.Delete(key)
              : new StateChange.Put(key, new byte[] {(byte) number, (byte) i}));
      MessageId stanza = new MessageId("S" + random.nextInt(5));
      stanzas.add(
          random.nextBoolean()
              ? new StanzaChange.Drop(stanza)
              : new StanzaChange.Keep(Samples.stanza(stanza.value(), number, i)));
      rows.add(row(random, number * 10 + i));
      rows.add(row(random, number * 10 + i + 5));
      events.add(Samples.event(instance, number + "." + i));
    }
    return new ChangeSet(lease, auth, state, stanzas, rows, events, Optional.empty());
  }

  private static RowChange row(Random random, int second) {
    UserJid chat = PEOPLE.get(random.nextInt(2));
    UserJid sender = PEOPLE.get(random.nextInt(2));
    MessageId id = new MessageId("M" + random.nextInt(8));
    Optional<String> name = random.nextBoolean() ? Optional.of("name " + second) : Optional.empty();
    return switch (random.nextInt(6)) {
      case 0, 1 ->
          new RowChange.AddMessage(
              Samples.message(chat, sender, id.value(), Samples.T0.plusSeconds(second)));
      case 2 -> new RowChange.SetStatus(chat, false, id, STATUSES.get(random.nextInt(6)));
      case 3 ->
          new RowChange.SetStatus(
              chat, false, id, MessageStatus.ERROR, OptionalInt.of(random.nextInt(500)));
      case 4 ->
          new RowChange.TouchChat(chat, name, Samples.T0.plusSeconds(second), random.nextInt(2));
      default -> new RowChange.SaveContact(sender, name);
    };
  }

  private void assertSame(StoragePorts ports, Running running) {
    InstanceId id = running.lease().instance();
    List<StateEntry> expected = model.state().scan(id, StateSpace.SESSION, 100);
    List<StateEntry> found = ports.state().scan(id, StateSpace.SESSION, 100);
    assertEquals(expected.stream().map(StateEntry::key).toList(), keys(found));
    for (int i = 0; i < found.size(); i++) {
      assertArrayEquals(expected.get(i).value(), found.get(i).value());
    }
    assertEquals(stanzas(model.ports(), id), stanzas(ports, id));
    assertEquals(model.auth().load(id), ports.auth().load(id));
    for (int i = 0; i < 8; i++) {
      MessageId message = new MessageId("M" + i);
      for (Jid chat : PEOPLE) {
        assertEquals(
            model.conversations().message(id, Optional.of(chat), message),
            ports.conversations().message(id, Optional.of(chat), message));
      }
    }
    for (UserJid person : PEOPLE) {
      assertEquals(
          model.conversations().contactName(id, person),
          ports.conversations().contactName(id, person));
    }
    InstanceFilter one = new InstanceFilter.ById(id);
    assertEquals(
        model.instances().list(one).getFirst().counts(),
        ports.instances().list(one).getFirst().counts());
    assertEquals(events(model.ports(), id), events(ports, id));
  }

  private static List<StateKey> keys(List<StateEntry> entries) {
    return entries.stream().map(StateEntry::key).toList();
  }

  private static List<String> stanzas(StoragePorts ports, InstanceId id) {
    return ports.state().stanzas(id).stream().map(CommitModelTest::text).toList();
  }

  private static String text(Stanza stanza) {
    return stanza.id() + " " + Arrays.toString(stanza.bytes());
  }

  private static List<String> events(StoragePorts ports, InstanceId id) {
    return ports.events().next(id, TargetId.WEBHOOK, 10_000).stream()
        .map(StoredEvent::event)
        .map(event -> event.id() + " " + Samples.text(event))
        .toList();
  }
}
