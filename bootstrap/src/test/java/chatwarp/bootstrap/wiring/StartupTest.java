package chatwarp.bootstrap.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.persistence.Database;
import chatwarp.adapters.persistence.DatabaseConfig;
import chatwarp.adapters.persistence.DatabaseException;
import chatwarp.bootstrap.config.ConfigurationReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is started before its database, or without a good one. */
@Timeout(180)
class StartupTest {
  private static final String KEY = "global-key";
  private static final Path FOLDER = Path.of("target", "startup-test");

  private static Database outside;
  private static int port;
  private static String password;

  private Path node;

  @BeforeAll
  static void startDatabase() throws IOException {
    deleteAll(FOLDER);
    outside =
        Database.open(
            DatabaseConfig.of(Optional.empty(), FOLDER.resolve("outside"), Optional.empty()),
            InstantSource.system(),
            new SecureRandom(),
            Thread.ofVirtual().factory());
    Path postgres = FOLDER.resolve("outside").resolve("postgres");
    password = Files.readString(postgres.resolve("password")).strip();
    // The fourth line of the file is the port (PostgreSQL, miscadmin.h).
    port =
        Integer.parseInt(
            Files.readAllLines(postgres.resolve("server").resolve("data").resolve("postmaster.pid"))
                .get(3)
                .strip());
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    outside.close();
    deleteAll(FOLDER);
  }

  @BeforeEach
  void name() {
    node = FOLDER.resolve("node-" + UUID.randomUUID());
  }

  @AfterEach
  void forget() throws IOException {
    deleteAll(node);
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private Server start(Optional<String> databaseUrl) {
    Map<String, String> flags = new HashMap<>();
    flags.put("server.port", "0");
    flags.put("store.data", node.toString());
    flags.put("auth.key", KEY);
    databaseUrl.ifPresent(url -> flags.put("store.database-url", url));
    return Server.start(
        ConfigurationReader.read(Optional.empty(), Map.of(), flags).configuration(), List.of());
  }

  /** A schema of its own on the database, through this port. */
  private static String url(int through, String password) {
    String schema = "startup_" + UUID.randomUUID().toString().replace("-", "");
    return "postgres://chatwarp:"
        + password
        + "@127.0.0.1:"
        + through
        + "/postgres?schema="
        + schema;
  }

  private static void awaitReady(Caller user) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (user.get("/readyz").status() != 200) {
      assertTrue(Instant.now().isBefore(deadline), "the server does not become ready");
    }
  }

  @Test
  void listensWhileTheDatabaseIsAwayAndGoesOnWhenItIsThere() throws IOException {
    int later = Relay.freePort();
    try (Server server = start(Optional.of(url(later, password)))) {
      Caller user = new Caller(server.api(), KEY);
      assertEquals(200, user.get("/healthz").status());
      Caller.Answer readiness = user.get("/readyz");
      assertEquals(503, readiness.status());
      assertEquals("{\"ok\":false}", readiness.body().toString());
      for (String path :
          List.of(
              "/instance/fetchInstances", "/instance/connectionState/shop", "/webhook/find/x")) {
        Caller.Answer refusal = user.get(path);
        assertEquals(503, refusal.status(), path);
        assertEquals("starting", refusal.body().path("code").asString());
        assertTrue(refusal.body().path("response").has("message"), refusal::toString);
      }
      assertEquals(401, new Caller(server.api(), "").get("/instance/fetchInstances").status());

      try (Relay _ = Relay.start(later, port)) {
        awaitReady(user);
        assertTrue(server.ready().isDone());
        assertEquals(201, user.post("/instance/create", "{\"instanceName\":\"shop\"}").status());
      }
    }
  }

  @Test
  void listensBeforeItsOwnDatabaseIsUp() {
    try (Server server = start(Optional.empty())) {
      Caller user = new Caller(server.api(), KEY);
      assertEquals(200, user.get("/healthz").status());
      assertEquals(503, user.get("/readyz").status());
      awaitReady(user);
      assertEquals(200, user.get("/instance/fetchInstances").status());
    }
  }

  @Test
  void stopsInGoodOrderWhileItStillWaits() throws Exception {
    Server server = start(Optional.of(url(Relay.freePort(), password)));
    Caller user = new Caller(server.api(), KEY);
    assertEquals(503, user.get("/readyz").status());
    server.close();
    assertThrows(UncheckedIOException.class, () -> user.get("/healthz"));
    assertThrows(CancellationException.class, server::awaitReady);
    // The folder is free for the next one.
    start(Optional.of(url(Relay.freePort(), password))).close();
  }

  @Test
  void doesNotWaitWithAWrongPassword() {
    assertRefused(url(port, "wrong"));
  }

  @Test
  void doesNotWaitWithAnAddressOfNoKnownForm() {
    assertRefused("mysql://chatwarp:wrong@127.0.0.1/db");
  }

  private void assertRefused(String databaseUrl) {
    try (Server server = start(Optional.of(databaseUrl))) {
      ExecutionException failure =
          assertThrows(ExecutionException.class, () -> server.ready().get(60, TimeUnit.SECONDS));
      DatabaseException refusal = assertInstanceOf(DatabaseException.class, failure.getCause());
      assertEquals(1, refusal.getMessage().lines().count());
      assertFalse(refusal.getMessage().contains("wrong"), refusal.getMessage());
    }
  }
}
