package chatwarp.bootstrap.wiring;

import chatwarp.adapters.events.fetch.HtmlLinkReader;
import chatwarp.adapters.events.fetch.HttpMediaFetcher;
import chatwarp.adapters.events.guard.HostResolver;
import chatwarp.adapters.events.webhook.WebhookPublisher;
import chatwarp.adapters.http.auth.Access;
import chatwarp.adapters.http.auth.KeyHash;
import chatwarp.adapters.http.route.CorsPolicy;
import chatwarp.adapters.http.route.HttpConfig;
import chatwarp.adapters.persistence.DataFolder;
import chatwarp.adapters.persistence.Database;
import chatwarp.adapters.persistence.DatabaseConfig;
import chatwarp.adapters.persistence.Retention;
import chatwarp.adapters.wa.media.workshop.Ffmpeg;
import chatwarp.adapters.wa.media.workshop.Workshop;
import chatwarp.adapters.wa.session.WaSessions;
import chatwarp.adapters.wa.session.WaSettings;
import chatwarp.application.time.WheelTimers;
import chatwarp.bootstrap.config.Configuration;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.Secret;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.TargetPolicy;
import chatwarp.domain.port.Timers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: every module plugged together, stopped in the reverse order of its start. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(5);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);
  private static final Duration MEDIA_PATIENCE = Duration.ofMinutes(2);
  private static final Duration CONVERSION_PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAGE_PATIENCE = Duration.ofSeconds(5);
  private static final String VERSION = "0.1.0";

  /** What clients compare with the peer's releases. */
  private static final String EVOLUTION_VERSION = "2.3.6";

  private final Closing closing;
  private final URI api;
  private final Optional<URI> simulatorAdmin;
  private final CompletableFuture<Void> ready;

  private Server(
      Closing closing, URI api, Optional<URI> simulatorAdmin, CompletableFuture<Void> ready) {
    this.closing = closing;
    this.api = api;
    this.simulatorAdmin = simulatorAdmin;
    this.ready = ready;
  }

  /**
   * Starts everything; returns when the API listens. What needs the database follows as soon as
   * that is there, see {@link #ready}.
   *
   * @param printed lines about the configuration for the log
   */
  public static Server start(Configuration configuration, List<String> printed) {
    Closing closing = new Closing();
    try {
      printed.forEach(line -> LOG.info("configured {}", line));
      return start(configuration, closing);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static Server start(Configuration configuration, Closing closing) {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    ThreadFactory threads = Thread.ofVirtual().name("chatwarp-", 0).factory();
    ExecutorService executor = closing.add("tasks", Executors.newThreadPerTaskExecutor(threads));
    WheelTimers timers =
        closing.add(
            "timers",
            new WheelTimers(Thread.ofPlatform().daemon().name("timers").factory(), executor));
    DataFolder folder =
        closing.add("data folder", DataFolder.open(configuration.store().data(), random));
    Optional<OfflineWhatsApp> simulator = simulator(configuration, closing);
    Network network = Networks.choose(configuration.whatsapp(), simulator);
    HttpConfig http = http(configuration, access(configuration, folder, random));
    Path spool = SpoolFolder.in(folder.path());
    WaSettings whatsapp = whatsapp(configuration, network, simulator.isPresent(), spool);
    Opening opening = closing.add("application", new Opening(threads));
    Edge edge = Edge.open(closing, http, random, configuration.server().url());
    LOG.info("listening on {}", edge.address());
    opening.begin(parts -> {
      Database database =
          parts.add(
              "database", Database.open(database(configuration, folder), clock, random, threads));
      new Assembly(
              database.instances(),
              database.auth(),
              database.state(),
              database.conversations(),
              database.events(),
              database::ready,
              parts.add(
                  "media hosts",
                  new WaSessions(whatsapp, database.state(), clock, random, executor, timers)),
              renderer -> List.of(parts.add("webhooks", webhooks(configuration, renderer, clock))),
              parts.add("media downloads", fetcher(configuration, spool, MEDIA_PATIENCE)),
              new HtmlLinkReader(
                  parts.add("page downloads", fetcher(configuration, spool, PAGE_PATIENCE))),
              new Workshop(
                  configuration
                      .media()
                      .ffmpeg()
                      .map(program -> new Ffmpeg(program, CONVERSION_PATIENCE))),
              spool,
              timers,
              clock,
              random,
              executor)
          .start(parts, edge, Settings.application(configuration, folder.nodeId()));
      sweep(database, timers);
      LOG.info("ready on {}, instances live on {}", edge.address(), network.url().getHost());
    });
    return new Server(
        closing, edge.address(), simulator.map(OfflineWhatsApp::admin), opening.done());
  }

  private static HttpMediaFetcher fetcher(
      Configuration configuration, Path spool, Duration patience) {
    return new HttpMediaFetcher(
        new TargetPolicy(configuration.webhooks().allowPrivateTargets()),
        HostResolver.SYSTEM,
        spool,
        patience);
  }

  private static WebhookPublisher webhooks(
      Configuration configuration, EventRenderer renderer, InstantSource clock) {
    return new WebhookPublisher(
        new TargetPolicy(configuration.webhooks().allowPrivateTargets()),
        HostResolver.SYSTEM,
        renderer,
        clock,
        Settings.webhook(configuration.webhooks()));
  }

  private static Optional<OfflineWhatsApp> simulator(Configuration configuration, Closing closing) {
    Configuration.Simulator wanted = configuration.simulator();
    if (!wanted.enabled()) {
      return Optional.empty();
    }
    OfflineWhatsApp simulator =
        closing.add(
            "simulator", OfflineWhatsApp.start(wanted.port(), wanted.tlsPort(), wanted.seed()));
    LOG.info("the offline WhatsApp runs here, its admin API is {}admin/", simulator.admin() + "/");
    return Optional.of(simulator);
  }

  private static DatabaseConfig database(Configuration configuration, DataFolder folder) {
    return new DatabaseConfig(
        configuration.store().databaseUrl().map(Server::text),
        folder.path(),
        configuration
            .store()
            .masterKey()
            .map(key -> Base64.getEncoder().encodeToString(key.reveal())),
        configuration.store().poolSize(),
        DATABASE_PATIENCE);
  }

  private static WaSettings whatsapp(
      Configuration configuration, Network network, boolean simulated, Path spool) {
    String host = network.url().getHost();
    boolean loopback = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    return new WaSettings(
        network,
        configuration.whatsapp().version(),
        simulated || configuration.whatsapp().trustAnyTls(),
        loopback,
        WaSettings.STATE_CACHE_BYTES,
        spool);
  }

  private static Access access(
      Configuration configuration, DataFolder folder, SecureRandom random) {
    if (configuration.auth().open()) {
      return new Access.Open();
    }
    Secret key =
        configuration.auth().key().orElseGet(() -> GlobalKey.inFolder(folder.path(), random));
    return new Access.Keyed(KeyHash.ofKey(text(key)));
  }

  private static HttpConfig http(Configuration configuration, Access access) {
    HttpConfig defaults =
        HttpConfig.on(
            configuration.server().host(),
            configuration.server().port(),
            access,
            new HttpConfig.Banner(
                configuration.whatsapp().clientName(),
                EVOLUTION_VERSION,
                VERSION,
                configuration.whatsapp().version()));
    return new HttpConfig(
        defaults.host(),
        defaults.port(),
        defaults.access(),
        configuration.server().url().map(URI::toString),
        configuration.server().maxBodyBytes(),
        new CorsPolicy(
            configuration.server().corsOrigins(),
            configuration.server().corsMethods(),
            configuration.server().corsCredentials()),
        defaults.banner(),
        configuration.pairing().qrColor(),
        defaults.longestDelay(),
        defaults.preferPhoneJid());
  }

  /** Forgets what is kept no longer, now and then, as long as the timers run. */
  private static void sweep(Database database, Timers timers) {
    Timers.Timer _ =
        timers.after(
            SWEEP_EVERY,
            () -> {
              try {
                LOG.debug("swept {} rows", database.sweep(Retention.DEFAULT));
              } catch (RuntimeException e) {
                LOG.warn("sweeping failed and is tried again later", e);
              } finally {
                sweep(database, timers);
              }
            });
  }

  private static String text(Secret secret) {
    return new String(secret.reveal(), StandardCharsets.UTF_8);
  }

  /**
   * Completes when the server can do its work: the database answered, and stored instances are
   * taken up. Fails when that cannot be, with a line for the operator.
   */
  public CompletableFuture<Void> ready() {
    return ready.copy();
  }

  /**
   * Blocks until the server can do its work.
   *
   * @throws RuntimeException what {@link #ready} fails with
   */
  public void awaitReady() {
    try {
      ready.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Where the API is. */
  public URI api() {
    return api;
  }

  /** Where the admin API of the simulator is, when it runs here. */
  public Optional<URI> simulatorAdmin() {
    return simulatorAdmin;
  }

  /** Takes no new work, finishes commits, closes sockets, stops the database. Safe to repeat. */
  @Override
  public void close() {
    closing.close();
  }
}
