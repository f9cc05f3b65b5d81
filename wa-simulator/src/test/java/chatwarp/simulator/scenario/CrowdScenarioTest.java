package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Sessions of ours and phones in many groups at once, while members leave and return: every
 * entitled device reads each message exactly once, and nobody else does.
 *
 * <p>The numbers of issue 3 with {@code -Dcrowd.accounts=100 -Dcrowd.sessions=20 -Dcrowd.groups=200
 * -Dcrowd.messages=50 -Dcrowd.members=100}.
 */
class CrowdScenarioTest {
  private static final int ACCOUNTS = Integer.getInteger("crowd.accounts", 8);
  private static final int SESSIONS = Integer.getInteger("crowd.sessions", 3);
  private static final int GROUPS = Integer.getInteger("crowd.groups", 4);
  private static final int MESSAGES = Integer.getInteger("crowd.messages", 12);
  private static final int MEMBERS = Integer.getInteger("crowd.members", 5);

  private final Offline offline = new Offline(false);
  private final List<Person> people = new ArrayList<>();
  private final Map<String, String> speakers = new ConcurrentHashMap<>();

  /** An account, whose phone is simulated; the first ones have a session of ours beside it. */
  private final class Person {
    final String number;
    final UserJid jid;
    final Optional<Device> device;

    /** What each of the two must read; a device does not read what it sent itself. */
    final Set<String> forPhone = ConcurrentHashMap.newKeySet();

    final Set<String> forDevice = ConcurrentHashMap.newKeySet();

    Person(int index) {
      number = Long.toString(5_511_999_970_000L + index);
      jid = UserJid.phone(number);
      offline.account(number);
      device =
          index < SESSIONS
              ? Optional.of(new Device(offline, index + 1).pair(number))
              : Optional.empty();
    }

    void awaitAll() {
      Set<String> wanted = Set.copyOf(forPhone);
      List<String> read = offline.texts(number);
      while (!new HashSet<>(read).containsAll(wanted)) {
        try {
          read = offline.awaitTexts(number, read.size() + 1);
        } catch (AssertionError e) {
          Set<String> missing = new HashSet<>(wanted);
          offline.texts(number).forEach(missing::remove);
          List<String> unread = new ArrayList<>();
          missing.forEach(text -> unread.add(text + " of " + speakers.get(text)));
          throw new AssertionError(
              number + " does not read " + unread + offline.unreadable(number), e);
        }
      }
      Set<String> wantedHere = Set.copyOf(forDevice);
      device.ifPresent(ours -> {
        while (!new HashSet<>(ours.received()).containsAll(wantedHere)) {
          ours.host.awaitFact(SessionFact.Received.class, ours.received().size() + 1);
        }
      });
    }
  }

  @Test
  void everyEntitledDeviceReadsEachMessageOnceAndNobodyElseDoes() throws Exception {
    try (offline;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < ACCOUNTS; i++) {
        people.add(new Person(i));
      }
      List<Future<?>> talks = new ArrayList<>();
      for (int i = 0; i < GROUPS; i++) {
        Talk talk = new Talk(i);
        talks.add(threads.submit(() -> talk.run()));
      }
      for (Future<?> talk : talks) {
        talk.get();
      }
      people.forEach(Person::awaitAll);
      for (Person person : people) {
        assertEquals(counted(person.forPhone), counted(offline.texts(person.number)));
        person.device.ifPresent(
            ours -> assertEquals(counted(person.forDevice), counted(ours.received())));
      }
      assertEquals(
          0, offline.violations().get("count").asInt(), () -> offline.violations().toString());
      people.forEach(person -> person.device.ifPresent(ours -> ours.session.close()));
    }
  }

  private static Map<String, Integer> counted(Iterable<String> texts) {
    Map<String, Integer> counts = new TreeMap<>();
    texts.forEach(text -> counts.merge(text, 1, Integer::sum));
    return counts;
  }

  /** One group, from its beginning to its end; what happens in it happens one after the other. */
  private final class Talk {
    private final int number;
    private final Random random;
    private final List<Person> inside = new ArrayList<>();
    private final List<Person> outside = new ArrayList<>(people);

    Talk(int number) {
      this.number = number;
      this.random = new Random(number);
    }

    private Person take(List<Person> from) {
      return from.remove(random.nextInt(from.size()));
    }

    Void run() throws Exception {
      Person owner = outside.remove(number % SESSIONS);
      while (inside.size() + 1 < Math.min(MEMBERS, ACCOUNTS)) {
        inside.add(take(outside));
      }
      Device ours = owner.device.orElseThrow();
      GroupJid group =
          ours.session
              .groups()
              .create(GroupDraft.of("Crowd " + number, inside.stream().map(p -> p.jid).toList()))
              .id();
      for (int i = 0; i < MESSAGES; i++) {
        switch (random.nextInt(4)) {
          case 0 -> comeIn(ours, group);
          case 1 -> goOut(ours, group);
          default -> {
            // Just talk.
          }
        }
        List<Person> all = new ArrayList<>(inside);
        all.add(owner);
        say(all.get(random.nextInt(all.size())), all, group, "G" + number + "M" + i);
      }
      return null;
    }

    private void comeIn(Device owner, GroupJid group) {
      if (!outside.isEmpty()) {
        Person back = take(outside);
        assertEquals(
            200,
            owner
                .session
                .groups()
                .change(group, ParticipantAction.ADD, List.of(back.jid))
                .getFirst()
                .code());
        inside.add(back);
      }
    }

    /** Nobody goes before having read what there was: nobody sends it again afterwards. */
    private void goOut(Device owner, GroupJid group) {
      if (inside.size() > 1) {
        Person gone = take(inside);
        gone.awaitAll();
        if (gone.device.isPresent() && random.nextBoolean()) {
          gone.device.get().session.groups().leave(List.of(group));
        } else {
          owner.session.groups().change(group, ParticipantAction.REMOVE, List.of(gone.jid));
        }
        outside.add(gone);
      }
    }

    private void say(Person speaker, List<Person> all, GroupJid group, String text)
        throws Exception {
      boolean byDevice = speaker.device.isPresent() && random.nextBoolean();
      for (Person person : all) {
        if (byDevice || person != speaker) {
          person.forPhone.add(text);
        }
        if (person.device.isPresent() && !(byDevice && person == speaker)) {
          person.forDevice.add(text);
        }
      }
      speakers.put(text, (byDevice ? "a session of " : "") + speaker.number);
      if (byDevice) {
        speaker.device.orElseThrow().send(text, group, text);
      } else {
        offline.post(
            "/admin/phones/" + speaker.number + "/send",
            Map.of("to", group.toString(), "text", text));
      }
    }
  }
}
