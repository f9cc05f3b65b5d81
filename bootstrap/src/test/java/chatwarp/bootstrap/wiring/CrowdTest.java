package chatwarp.bootstrap.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Many accounts, phones and whole instances, in many groups at once, while members leave and
 * return: every entitled device reads each message exactly once, and nobody else does. Small here;
 * docs/crowd.md tells how to run it in full size.
 */
class CrowdTest {
  private static final Logger LOG = LoggerFactory.getLogger(CrowdTest.class);
  private static final int ACCOUNTS = Integer.getInteger("crowd.accounts", 10);
  private static final int INSTANCES = Integer.getInteger("crowd.instances", 3);
  private static final int GROUPS = Integer.getInteger("crowd.groups", 5);
  private static final int MESSAGES = Integer.getInteger("crowd.messages", 12);
  private static final int AT_ONCE = Integer.getInteger("crowd.at-once", 8);
  private static final long SEED = Long.getLong("crowd.seed", 1);
  private static final Duration LIMIT = Duration.ofMinutes(Integer.getInteger("crowd.minutes", 3));
  private static final int REPORT_EVERY = 500;

  @TempDir Path spool;

  private final AtomicInteger spoken = new AtomicInteger();
  private final Instant started = Instant.now();

  @Test
  void everyEntitledDeviceReadsEachMessageOnceAndNobodyElseDoes() throws Exception {
    LOG.info("crowd of {} accounts, seed {}", ACCOUNTS, SEED);
    try (CrowdHouse house = new CrowdHouse(spool, SEED);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CrowdMember> people = new ArrayList<>();
      for (int i = 0; i < ACCOUNTS; i++) {
        people.add(new CrowdMember(house, i, i < INSTANCES));
      }
      try {
        converse(people, new ExecutorCompletionService<>(threads));
      } finally {
        threads.shutdownNow(); // else the executor waits for those who talk on after a failure
      }
      assertEquals(Map.of(), faults(people));
      JsonNode violations = house.admin.get("/admin/violations").body();
      assertEquals(0, violations.path("count").asInt(), violations::toString);
      LOG.info("{} readings were right after {}", readings(people), elapsed());
    }
  }

  /**
   * Lets them talk and read to the end. Readers end only when told to, or by failing: whatever else
   * is being waited for, their failure comes first.
   */
  private void converse(List<CrowdMember> people, CompletionService<Void> tasks) throws Exception {
    people.forEach(member -> tasks.submit(member::follow, null));
    talk(people, tasks);
    awaitEnds(GROUPS, tasks);
    tasks.submit(() -> {
      awaitAll(people);
      return null;
    });
    awaitEnds(1, tasks);
    people.forEach(CrowdMember::stop);
    awaitEnds(people.size(), tasks);
  }

  private static void awaitEnds(int count, CompletionService<Void> tasks) throws Exception {
    for (int i = 0; i < count; i++) {
      tasks.take().get();
    }
  }

  private void talk(List<CrowdMember> people, CompletionService<Void> tasks) {
    Semaphore places = new Semaphore(AT_ONCE);
    for (int i = 0; i < GROUPS; i++) {
      CrowdMember owner = people.get(i % INSTANCES);
      List<CrowdMember> others = people.stream().filter(member -> member != owner).toList();
      CrowdTalk talk = new CrowdTalk(i, SEED * 1_000 + i, owner, others);
      tasks.submit(() -> {
        places.acquire();
        try {
          talk.run(MESSAGES, _ -> spoke());
        } finally {
          places.release();
        }
        return null;
      });
    }
  }

  private void spoke() {
    int count = spoken.incrementAndGet();
    if (count % REPORT_EVERY == 0) {
      LOG.info("{} of {} messages after {}", count, GROUPS * MESSAGES, elapsed());
    }
    assertTrue(elapsed().compareTo(LIMIT) < 0, "longer than " + LIMIT);
  }

  private Duration elapsed() {
    return Duration.between(started, Instant.now());
  }

  private static void awaitAll(List<CrowdMember> people) throws InterruptedException {
    for (CrowdMember member : people) {
      member.phone.awaitAll();
      if (member.device.isPresent()) {
        member.device.get().awaitAll();
      }
    }
  }

  private static Map<String, Map<String, Integer>> faults(List<CrowdMember> people) {
    Map<String, Map<String, Integer>> faults = new TreeMap<>();
    for (CrowdMember member : people) {
      faults.put("phone of " + member.number, member.phone.faults());
      member.device.ifPresent(tally -> faults.put("instance of " + member.number, tally.faults()));
    }
    faults.values().removeIf(Map::isEmpty);
    return faults;
  }

  private static long readings(List<CrowdMember> people) {
    return people.stream()
        .mapToLong(member -> member.phone.size() + member.device.map(Tally::size).orElse(0))
        .sum();
  }
}
