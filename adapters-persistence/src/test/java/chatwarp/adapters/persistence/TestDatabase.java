package chatwarp.adapters.persistence;

import chatwarp.domain.contract.StoragePorts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** An open database in a schema of its own, which goes when it is closed. */
final class TestDatabase implements AutoCloseable {
  static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private final TestServer server;
  private final String schema;
  private final Database database;

  private TestDatabase(TestServer server, String schema, Database database) {
    this.server = server;
    this.schema = schema;
    this.database = database;
  }

  static TestDatabase open(TestServer server) {
    return open(server, InstantSource.system());
  }

  static TestDatabase open(TestServer server, InstantSource clock) {
    String schema = TestServer.newSchema();
    return new TestDatabase(server, schema, connect(server.schema(schema), clock));
  }

  /** One on every server, to be closed by whoever takes it. */
  static Stream<TestDatabase> onAll() {
    return TestServer.all().map(TestDatabase::open);
  }

  static Database connect(String url, InstantSource clock) {
    return Database.open(
        new DatabaseConfig(
            Optional.of(url),
            Path.of("target", "unused"),
            Optional.of(MASTER_KEY),
            6,
            Duration.ofSeconds(2)),
        clock,
        new SecureRandom(),
        Thread.ofVirtual().name("store-", 0).factory());
  }

  Database database() {
    return database;
  }

  /** The address of this schema. */
  String url() {
    return server.schema(schema);
  }

  TestServer server() {
    return server;
  }

  String schema() {
    return schema;
  }

  StoragePorts ports() {
    return ports(database);
  }

  static StoragePorts ports(Database database) {
    return new StoragePorts(
        database.auth(),
        database.state(),
        database.instances(),
        database.conversations(),
        database.events());
  }

  @Override
  public void close() {
    database.close();
    server.execute("drop schema if exists " + schema + " cascade");
  }

  @Override
  public String toString() {
    return server.name();
  }
}
