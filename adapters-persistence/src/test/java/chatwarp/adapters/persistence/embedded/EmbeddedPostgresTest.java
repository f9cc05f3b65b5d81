package chatwarp.adapters.persistence.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.persistence.sql.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of our own server on one folder. Each test leaves it stopped. */
class EmbeddedPostgresTest {
  private static final Path FOLDER = Path.of("target", "launcher-test");

  @BeforeAll
  @AfterAll
  static void clean() throws IOException {
    Binaries.delete(FOLDER);
  }

  private static EmbeddedPostgres start() {
    return EmbeddedPostgres.start(FOLDER, new SecureRandom());
  }

  private static Path cluster() {
    return FOLDER.resolve("server").resolve("data");
  }

  private static String ask(DatabaseUrl url, String password, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url.jdbc(), url.user().orElseThrow(), password);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String ask(DatabaseUrl url, String sql) throws SQLException {
    return ask(url, url.password().orElseThrow(), sql);
  }

  private static void keep(DatabaseUrl url, String table, int number) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                url.jdbc(), url.user().orElseThrow(), url.password().orElseThrow());
        Statement statement = connection.createStatement()) {
      statement.execute("create table " + table + " as select " + number + " as n");
    }
  }

  @Test
  void runsDurablyAndForThisMachineOnly() throws SQLException {
    Map<String, String> expected =
        Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "server_encoding", "UTF8",
            "data_checksums", "on");
    try (EmbeddedPostgres server = start()) {
      for (Map.Entry<String, String> setting : expected.entrySet()) {
        assertEquals(
            setting.getValue(), ask(server.url(), "show " + setting.getKey()), setting.getKey());
      }
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() {
    try (EmbeddedPostgres server = start()) {
      assertThrows(SQLException.class, () -> ask(server.url(), "wrong", "select 1"));
      assertFalse(server.url().toString().contains(server.url().password().orElseThrow()));
    }
  }

  @Test
  void keepsDataWhenItIsStoppedAndStartedAgain() throws SQLException {
    try (EmbeddedPostgres server = start()) {
      keep(server.url(), "kept", 7);
    }
    try (EmbeddedPostgres server = start()) {
      assertEquals("7", ask(server.url(), "select n from kept"));
    }
  }

  @Test
  void takesOverTheServerThatAKilledProcessLeft() throws SQLException {
    // Closing is left out, as by kill -9; the server goes on without us.
    String before = ask(start().url(), "select pg_postmaster_start_time()");
    try (EmbeddedPostgres adopted = start()) {
      assertEquals(before, ask(adopted.url(), "select pg_postmaster_start_time()"));
    }
    assertFalse(Files.exists(PostmasterFile.file(cluster())));
  }

  @Test
  void recoversWhenTheServerItselfWasKilled() throws Exception {
    EmbeddedPostgres killed = start();
    keep(killed.url(), "survived", 1);
    PostmasterFile running = PostmasterFile.read(cluster()).orElseThrow();
    ProcessHandle postmaster = ProcessHandle.of(running.pid()).orElseThrow();
    assertTrue(postmaster.destroyForcibly());
    postmaster.onExit().join();
    try (EmbeddedPostgres server = start()) {
      assertNotEquals(running.pid(), PostmasterFile.read(cluster()).orElseThrow().pid());
      assertEquals("1", ask(server.url(), "select n from survived"));
    }
  }

  @Test
  void startsWhenAnotherProgramHasTheNumberOfADeadServer() throws Exception {
    start().close();
    Files.writeString(
        PostmasterFile.file(cluster()),
        ProcessHandle.current().pid() + "\n" + cluster() + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");
    try (EmbeddedPostgres server = start()) {
      assertEquals("1", ask(server.url(), "select 1"));
    }
  }

  @Test
  void saysWhichVersionMadeAClusterThatItCannotUse() throws Exception {
    start().close();
    Path version = cluster().resolve("PG_VERSION");
    String real = Files.readString(version);
    Files.writeString(version, "9\n");
    EmbeddedException refusal = assertThrows(EmbeddedException.class, () -> start().close());
    Files.writeString(version, real);
    assertTrue(refusal.getMessage().contains("made by PostgreSQL 9"), refusal.getMessage());
    assertEquals(1, refusal.getMessage().lines().count());
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64.txz",
    "Linux, aarch64, postgres-linux-arm_64.txz",
    "Mac OS X, aarch64, postgres-darwin-arm_64.txz",
    "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
    "Linux, riscv64, postgres-linux-none.txz",
    "Windows 11, amd64, postgres-none.txz"
  })
  void looksForTheProgramsOfThisMachine(String os, String cpu, String resource) {
    assertEquals(resource, Binaries.resource(os, cpu));
  }
}
