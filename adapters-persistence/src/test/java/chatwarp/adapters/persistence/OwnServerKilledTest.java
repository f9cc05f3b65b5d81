package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.contract.Samples;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database server that a database owns dies while it is used. */
@Timeout(180)
class OwnServerKilledTest {
  private static final Path FOLDER = Path.of("target", "killed-test");

  @BeforeAll
  @AfterAll
  static void clean() throws IOException {
    if (Files.exists(FOLDER)) {
      try (Stream<Path> files = Files.walk(FOLDER)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  @Test
  void startsItAgainAndHasLostNothing() throws Exception {
    try (Database database =
        Database.open(
            new DatabaseConfig(
                Optional.empty(), FOLDER, Optional.empty(), 4, Duration.ofMillis(500)),
            InstantSource.system(),
            new SecureRandom(),
            Thread.ofVirtual().factory())) {
      Instance instance = Samples.instance();
      database.instances().create(instance, List.of());
      database.events().open(instance.id(), TargetId.WEBHOOK, true);
      Lease lease = database.instances().acquire(instance.id(), new NodeId("node")).orElseThrow();
      commit(database, lease, instance, "before");

      ProcessHandle postmaster = postmaster();
      assertTrue(postmaster.destroyForcibly());
      await(() -> !database.ready(), "the database does not notice");
      await(database::ready, "the database server is not started again");

      assertFalse(postmaster.pid() == postmaster().pid());
      assertEquals(Optional.of(instance), database.instances().find(instance.id()));
      commit(database, lease, instance, "after");
      assertEquals(
          List.of("before", "after"),
          database.events().next(instance.id(), TargetId.WEBHOOK, 10).stream()
              .map(event -> Samples.text(event.event()))
              .toList());
    }
    assertFalse(Files.exists(pidFile()), "the new server was not stopped");
  }

  private static Path pidFile() {
    return FOLDER.resolve("postgres").resolve("server").resolve("data").resolve("postmaster.pid");
  }

  private static ProcessHandle postmaster() throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip()))
        .orElseThrow();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition, String otherwise) throws Exception {
    Instant deadline = Instant.now().plusSeconds(90);
    while (!condition.holds()) {
      assertTrue(Instant.now().isBefore(deadline), otherwise);
    }
  }

  private static void commit(Database database, Lease lease, Instance instance, String event)
      throws Exception {
    database
        .state()
        .commit(ChangeSet.of(lease, List.of(), List.of(Samples.event(instance, event))))
        .get(60, TimeUnit.SECONDS);
  }
}
