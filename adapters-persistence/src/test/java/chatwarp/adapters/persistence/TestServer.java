package chatwarp.adapters.persistence;

import chatwarp.adapters.persistence.embedded.EmbeddedPostgres;
import chatwarp.adapters.persistence.sql.DatabaseUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A server to test on: our own, one for the test JVM and kept between runs, and the one that {@code
 * TEST_DATABASE_URL} names, if any.
 */
record TestServer(String name, String url) {
  private static final TestServer OWN = own();

  private static TestServer own() {
    SecureRandom random = new SecureRandom();
    DataFolder folder = DataFolder.open(Path.of("target", "test-server"), random);
    EmbeddedPostgres server = EmbeddedPostgres.start(folder.path().resolve("postgres"), random);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              server.close();
              folder.close();
            }));
    String login =
        "?user="
            + encode(server.url().user().orElseThrow())
            + "&password="
            + encode(server.url().password().orElseThrow());
    return new TestServer("embedded", server.url().jdbc() + login);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The embedded one. */
  static TestServer embedded() {
    return OWN;
  }

  /** Every server there is. */
  static Stream<TestServer> all() {
    return Stream.concat(
        Stream.of(OWN),
        Optional.ofNullable(System.getenv("TEST_DATABASE_URL"))
            .map(url -> new TestServer("TEST_DATABASE_URL", url))
            .stream());
  }

  /** A schema of its own, as an address. */
  String schema(String schema) {
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
  }

  static String newSchema() {
    return "test_" + UUID.randomUUID().toString().replace("-", "");
  }

  /** Runs one statement outside of everything under test. */
  void execute(String sql) {
    try (TestSession session = session()) {
      session.execute(sql);
    }
  }

  /** The first column of every row. */
  List<String> query(String sql) {
    try (TestSession session = session()) {
      return session.query(sql);
    }
  }

  /** A connection of its own, for whoever has many statements; to be closed. */
  TestSession session() {
    var address = DatabaseUrl.parse(url);
    try {
      return new TestSession(
          address.user().isPresent()
              ? DriverManager.getConnection(
                  address.jdbc(), address.user().get(), address.password().orElse(""))
              : DriverManager.getConnection(address.jdbc()));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
