package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.contract.Samples;
import chatwarp.domain.model.Instance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the key that seals a database is found, made and proved. */
class MasterKeyTest {
  private final TestServer server = TestServer.embedded();
  private final String schema = TestServer.newSchema();
  @TempDir private Path folder;

  @AfterEach
  void drop() {
    server.execute("drop schema if exists " + schema + " cascade");
  }

  private Database open(Optional<String> key) {
    return Database.open(
        new DatabaseConfig(
            Optional.of(server.schema(schema)), folder, key, 2, Duration.ofSeconds(2)),
        InstantSource.system(),
        new SecureRandom(),
        Thread.ofVirtual().factory());
  }

  private static String key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return Base64.getEncoder().encodeToString(key);
  }

  private String refusal(Optional<String> key) {
    return assertThrows(DatabaseException.class, () -> open(key).close()).getMessage();
  }

  @Test
  void makesAKeyFileForItsOwnerAloneAndReadsItAgain() throws Exception {
    Instance instance = Samples.instance();
    try (Database database = open(Optional.empty())) {
      database.instances().create(instance, List.of());
    }
    Path file = folder.resolve("master.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (Database database = open(Optional.empty())) {
      assertEquals(Optional.of(instance), database.instances().find(instance.id()));
    }
    try (Database database = open(Optional.of(Files.readString(file).strip()))) {
      assertEquals(Optional.of(instance), database.instances().find(instance.id()));
    }
  }

  @Test
  void refusesAnotherKeyInOneLine() {
    open(Optional.of(key(1))).close();
    assertEquals("this database was sealed with another master key", refusal(Optional.of(key(2))));
    open(Optional.of(key(1))).close();
  }

  @Test
  void refusesToStartWithoutTheKeyFileAndMakesNoNewOne() throws Exception {
    open(Optional.empty()).close();
    Files.delete(folder.resolve("master.key"));
    String refusal = refusal(Optional.empty());
    assertTrue(refusal.contains("master key is missing"), refusal);
    assertEquals(1, refusal.lines().count());
    assertTrue(Files.notExists(folder.resolve("master.key")));
  }

  @Test
  void refusesAKeyThatIsNoneWithoutRepeatingIt() {
    for (String wrong : List.of("short", "!!!", "", key(1) + "AAAA")) {
      assertEquals("CHATWARP_MASTER_KEY must hold 32 bytes in base64", refusal(Optional.of(wrong)));
    }
  }
}
