package chatwarp.adapters.persistence.embedded;

import chatwarp.adapters.persistence.sql.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on a folder, durable and on 127.0.0.1 only, behind a random
 * password. It outlives a process that is killed; the next one on the folder adopts it.
 *
 * <p>The caller makes sure that one process at a time uses the folder. Any thread may call.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String USER = "chatwarp";
  private static final int ATTEMPTS = 3;
  private static final long MAX_LOG = 8L << 20;
  // A small server: what an instance needs at a time is little, and the cache of the system helps.
  private static final String SETTINGS =
      " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on"
          + " -c synchronous_commit=on -c full_page_writes=on -c shared_buffers=32MB"
          + " -c max_connections=40 -c max_wal_size=256MB -c jit=off"
          + " -c log_min_messages=warning -c log_line_prefix=%m%q ";

  private final Path folder;
  private final Path home;
  private final Path cluster;
  private final Binaries binaries;
  private final ServerUser user;
  private final Commands commands;
  private final String password;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile int port;

  private EmbeddedPostgres(Path folder, RandomGenerator random) throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    this.binaries = Binaries.install(this.folder);
    Files.setPosixFilePermissions(this.folder, PosixFilePermissions.fromString("rwx--x--x"));
    this.home = Files.createDirectories(this.folder.resolve("server"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    this.cluster = home.resolve("data");
    this.user = ServerUser.find(this.folder, home, binaries.program("postgres"));
    this.commands = new Commands(user.prefix(), home, this.folder.resolve("command.log"));
    this.password = password(random);
  }

  /**
   * Starts the server of a folder, or takes over the one that still runs on it.
   *
   * @throws EmbeddedException when that is not possible here
   */
  public static EmbeddedPostgres start(Path folder, RandomGenerator random) {
    try {
      EmbeddedPostgres server = new EmbeddedPostgres(folder, random);
      server.initialize();
      if (!server.adopt()) {
        server.launch();
      }
      return server;
    } catch (IOException e) {
      throw new EmbeddedException("the built-in PostgreSQL cannot use " + folder + ": " + e, e);
    }
  }

  /** The password comes before the cluster, so that there is none whose password is lost. */
  private String password(RandomGenerator random) throws IOException {
    Path file = folder.resolve("password");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String made = HexFormat.of().formatHex(bytes);
    Path draft = Files.createTempFile(folder, "password", "");
    Files.writeString(draft, made);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return made;
  }

  private void initialize() throws IOException {
    if (Files.exists(cluster)) {
      checkVersion();
      return;
    }
    Path draft = home.resolve("data.new");
    Binaries.delete(draft);
    Path passwordFile = Files.createTempFile(home, "password", "");
    try {
      Files.writeString(passwordFile, password);
      user.give(passwordFile);
      require(
          commands.run(
              binaries.program("initdb").toString(),
              "--pgdata=" + draft,
              "--username=" + USER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-instructions"));
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private void checkVersion() throws IOException {
    String kept = Files.readString(cluster.resolve("PG_VERSION")).strip();
    String programs = commands.run(binaries.program("postgres").toString(), "--version").output();
    if (!programs.contains(" " + kept + ".")) {
      throw new EmbeddedException(
          "the database in "
              + cluster
              + " was made by PostgreSQL "
              + kept
              + ", these programs are"
              + programs
                  .replaceAll("\\s*\\(PostgreSQL\\)", "")
                  .replace("postgres", "")
                  .stripTrailing());
    }
  }

  /** Takes over a server that a killed process left, or makes sure that there is none. */
  private boolean adopt() throws IOException {
    Optional<PostmasterFile> left = PostmasterFile.read(cluster);
    if (left.isEmpty()) {
      return false;
    }
    if (left.get().isStranger() || left.get().isZombie()) {
      Files.deleteIfExists(PostmasterFile.file(cluster));
      return false;
    }
    if (!left.get().isAlive()) {
      return false;
    }
    port = left.get().port();
    if (answers()) {
      LOG.info("took over the database server that an earlier process left");
      return true;
    }
    LOG.warn("stopping a database server that an earlier process left and that does not answer");
    require(stop());
    return false;
  }

  private boolean answers() {
    Properties login = new Properties();
    login.setProperty("user", USER);
    login.setProperty("password", password);
    login.setProperty("connectTimeout", "5");
    login.setProperty("socketTimeout", "5");
    try (Connection connection = DriverManager.getConnection(url().jdbc(), login)) {
      return connection.isValid(5);
    } catch (SQLException e) {
      LOG.debug("the database server does not answer", e);
      return false;
    }
  }

  private void launch() throws IOException {
    Path log = home.resolve("server.log");
    if (Files.exists(log) && Files.size(log) > MAX_LOG) {
      Files.delete(log);
    }
    Commands.Outcome outcome = new Commands.Outcome(-1, "");
    // Somebody may take the port between our choice and the server's use of it.
    for (int attempt = 0; attempt < ATTEMPTS && !outcome.ok(); attempt++) {
      port = freePort();
      outcome = launch(log);
    }
    require(outcome);
  }

  private Commands.Outcome launch(Path log) {
    return commands.run(
        binaries.program("pg_ctl").toString(),
        "start",
        "--pgdata=" + cluster,
        "--log=" + log,
        "--wait",
        "--timeout=80",
        "--options=-p " + port + SETTINGS.stripTrailing());
  }

  /** Whether the server's process is there; it may be too busy to answer. */
  boolean runs() {
    try {
      return PostmasterFile.read(cluster).filter(PostmasterFile::isAlive).isPresent();
    } catch (IOException e) {
      throw new EmbeddedException("the folder of the database cannot be read: " + e, e);
    }
  }

  /**
   * Starts the server again after it has ended, on the same port.
   *
   * @throws EmbeddedException when that does not work now
   */
  void revive() {
    lock.lock();
    try {
      Optional<PostmasterFile> left = PostmasterFile.read(cluster);
      if (left.filter(file -> file.isStranger() || file.isZombie()).isPresent()) {
        Files.deleteIfExists(PostmasterFile.file(cluster));
      }
      require(launch(home.resolve("server.log")));
    } catch (IOException e) {
      throw new EmbeddedException("the folder of the database cannot be used: " + e, e);
    } finally {
      lock.unlock();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }

  private Commands.Outcome stop() {
    return commands.run(
        binaries.program("pg_ctl").toString(),
        "stop",
        "--pgdata=" + cluster,
        "--mode=fast",
        "--wait",
        "--timeout=80");
  }

  private void require(Commands.Outcome outcome) {
    if (!outcome.ok()) {
      throw new EmbeddedException(
          "the built-in PostgreSQL does not work here: "
              + outcome.reason()
              + " (see "
              + folder
              + "); set DATABASE_URL to a PostgreSQL server of your own");
    }
  }

  /** Where it listens, and how to log in. */
  public DatabaseUrl url() {
    return new DatabaseUrl(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        Optional.of(USER),
        Optional.of(password));
  }

  /** Stops the server; what was committed is on disk. */
  @Override
  public void close() {
    lock.lock();
    try {
      Commands.Outcome outcome = stop();
      if (!outcome.ok()) {
        LOG.warn("the database server did not stop: {}", outcome.reason());
      }
    } finally {
      lock.unlock();
    }
  }
}
