package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.UserJid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many phones in many groups at once, while members leave and return: whoever is in a group when a
 * message is taken reads it exactly once, and nobody else reads it at all.
 */
class CrowdInGroupsTest {
  private static final int PHONES = 16;
  private static final int GROUPS = 12;
  private static final int MESSAGES = 25;

  private final World world = new World();
  private final List<Phone> phones =
      IntStream.range(0, PHONES).mapToObj(number -> world.phone("Phone " + number)).toList();

  @Test
  void eachMessageIsReadOnceByEverybodyInTheGroupAndByNobodyElse() throws Exception {
    try (world;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<Phone, Set<String>>>> talks = new ArrayList<>();
      for (int number = 0; number < GROUPS; number++) {
        Random random = new Random(number);
        talks.add(threads.submit(() -> new Talk(random).run()));
      }
      Map<Phone, Set<String>> entitled = new HashMap<>();
      for (Future<Map<Phone, Set<String>>> talk : talks) {
        talk.get()
            .forEach(
                (phone, ids) -> entitled.computeIfAbsent(phone, _ -> new TreeSet<>()).addAll(ids));
      }
      for (Phone phone : phones) {
        List<String> read =
            phone.inbox().entries(entry -> entry.message().isPresent()).stream()
                .map(InboxEntry::id)
                .sorted()
                .toList();
        assertEquals(List.copyOf(entitled.getOrDefault(phone, Set.of())), read);
      }
      assertEquals(List.of(), world.violations.list());
    }
  }

  /** One group, from its beginning to its end; what happens in it happens one after the other. */
  private final class Talk {
    private final Random random;
    private final Map<Phone, Set<String>> entitled = new HashMap<>();
    private final List<Phone> inside = new ArrayList<>();
    private final List<Phone> outside = new ArrayList<>(phones);

    Talk(Random random) {
      this.random = random;
    }

    Map<Phone, Set<String>> run() throws Exception {
      Phone owner = outside.remove(random.nextInt(PHONES));
      while (inside.size() < PHONES / 2) {
        inside.add(outside.remove(random.nextInt(outside.size())));
      }
      List<UserJid> people = inside.stream().map(phone -> phone.account().phone()).toList();
      Node made = owner.groups().create("Crowd", people, List.of()).get();
      GroupJid group = new GroupJid(made.requireAttr("id"));
      for (int number = 0; number < MESSAGES; number++) {
        switch (random.nextInt(4)) {
          case 0 -> comeIn(owner, group);
          case 1 -> goOut(owner, group);
          default -> {} // just talk
        }
        say(owner, group);
      }
      inside.add(owner);
      for (Phone phone : inside) {
        awaitAll(phone);
      }
      return entitled;
    }

    private void comeIn(Phone owner, GroupJid group) throws Exception {
      if (!outside.isEmpty()) {
        Phone back = outside.remove(random.nextInt(outside.size()));
        owner.groups().participants(group, "add", List.of(back.account().phone())).get();
        inside.add(back);
      }
    }

    /** Nobody goes before having read what there was: nobody sends it again afterwards. */
    private void goOut(Phone owner, GroupJid group) throws Exception {
      if (inside.size() > 1) {
        Phone gone = inside.remove(random.nextInt(inside.size()));
        awaitAll(gone);
        if (random.nextBoolean()) {
          gone.groups().leave(group).get();
        } else {
          owner.groups().participants(group, "remove", List.of(gone.account().phone())).get();
        }
        outside.add(gone);
      }
    }

    private void say(Phone owner, GroupJid group) throws Exception {
      Phone speaker = random.nextInt(4) == 0 ? owner : inside.get(random.nextInt(inside.size()));
      String id =
          speaker
              .sendToGroup(group, MessageText.message("said"), Optional.empty(), SendFault.NONE)
              .get();
      List<Phone> listeners = new ArrayList<>(inside);
      listeners.add(owner);
      listeners.remove(speaker);
      listeners.forEach(phone -> entitled.computeIfAbsent(phone, _ -> new TreeSet<>()).add(id));
    }

    private void awaitAll(Phone phone) throws InterruptedException {
      Set<String> wanted = entitled.getOrDefault(phone, Set.of());
      int read =
          phone
              .inbox()
              .awaitCount(
                  entry -> entry.message().isPresent() && wanted.contains(entry.id()),
                  wanted.size(),
                  World.SOON)
              .size();
      assertEquals(wanted.size(), read);
    }
  }
}
