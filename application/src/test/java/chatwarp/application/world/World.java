package chatwarp.application.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.application.Application;
import chatwarp.application.ApplicationPorts;
import chatwarp.application.ApplicationSettings;
import chatwarp.application.event.DeliverySettings;
import chatwarp.application.instance.ConnectionSettings;
import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.instance.Pairing;
import chatwarp.application.message.SendSettings;
import chatwarp.domain.contract.InMemoryFetcher;
import chatwarp.domain.contract.InMemoryPhone;
import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.InMemoryWhatsApp;
import chatwarp.domain.contract.InMemoryWorkshop;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.contract.RecordingPublisher;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.WebhookConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A whole application on adapters in memory. Time stands still; threads are real, so tests wait for
 * what they expect with a deadline.
 */
public final class World implements AutoCloseable {
  public static final InstanceName SHOP = new InstanceName("shop");
  public static final String MINE = "5511999990001";
  public static final String THEIRS = "5511999990002";
  public static final WebhookConfig HOOK =
      new WebhookConfig(
          true, URI.create("http://127.0.0.1:9/hook"), false, false, Map.of(), Set.of());

  /** Rare, so that tests that wait for the next timer seldom meet it. */
  public static final Duration HEARTBEAT = Duration.ofMinutes(30);

  /** How long who connects waits for a QR. */
  public static final Duration QR_WAIT = Duration.ofSeconds(20);

  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int QR_LIMIT = 4;

  public final ManualTime time = new ManualTime();
  public final Path spool = newSpool();
  public final InMemoryFetcher web = new InMemoryFetcher(spool);
  public final InMemoryStores stores;
  public final RecordingPublisher publisher = new RecordingPublisher();
  public final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  public InMemoryWhatsApp whatsApp;
  public Application application;
  private final List<ServerProcess> started = new ArrayList<>();
  private Optional<WebhookConfig> globalWebhook = Optional.empty();
  private NodeId node = new NodeId("node");
  private int seed = 1;

  public World() {
    stores = new InMemoryStores(time, executor);
    whatsApp = network(InMemoryWhatsApp.NETWORK);
    application = startAgain();
  }

  public InMemoryWhatsApp network(Network network) {
    return new InMemoryWhatsApp(network, stores.state(), time, new Random(seed++), executor);
  }

  public void globalWebhook(WebhookConfig webhook) {
    globalWebhook = Optional.of(webhook);
  }

  public void node(String id) {
    node = new NodeId(id);
  }

  /** Starts another process over the same store, as after a crash of the one before. */
  public Application startAgain() {
    ConnectionSettings connections =
        new ConnectionSettings(
            node, "test", "Chrome", QR_WAIT, QR_LIMIT, 10, Duration.ofSeconds(15), HEARTBEAT);
    DeliverySettings delivery =
        new DeliverySettings(
            DeliverySettings.DEFAULT.retry(),
            globalWebhook,
            4,
            Duration.ofDays(1),
            Duration.ofSeconds(10));
    ServerProcess process = new ServerProcess(this);
    application =
        Application.start(
            new ApplicationPorts(
                stores.instances(),
                stores.auth(),
                process.store(),
                stores.conversations(),
                stores.events(),
                whatsApp,
                List.of(publisher),
                new PlainRenderer(),
                web,
                web,
                new InMemoryWorkshop(),
                spool,
                process.timers(),
                time,
                new Random(seed++),
                process.executor()),
            new ApplicationSettings(connections, SendSettings.DEFAULT, delivery, 1000));
    process.application = Optional.of(application);
    started.add(process);
    return application;
  }

  /** Lets the process die where it stands, and starts another one. */
  public Application crash() {
    started.getLast().dead = true;
    return startAgain();
  }

  /** Lets the process die with its nth commit from now on, which is kept or not. */
  public void dieAtCommit(int nth, boolean kept) {
    started.getLast().dieAtCommit(nth, kept);
  }

  /** Whether the process has died. */
  public boolean dead() {
    return started.getLast().dead;
  }

  public static InstanceConfig config(InstanceName name, Optional<WebhookConfig> webhook) {
    InstanceConfig plain = InstanceConfig.named(name);
    return new InstanceConfig(
        name,
        Optional.of(new InstanceToken("token of " + name)),
        plain.integration(),
        Optional.empty(),
        Optional.empty(),
        plain.settings(),
        Optional.empty(),
        webhook);
  }

  public InMemoryPhone me() {
    return whatsApp.phone(MINE);
  }

  public InMemoryPhone them() {
    return whatsApp.phone(THEIRS);
  }

  /** The instance "shop", created, with a webhook. */
  public InstanceHandle created() {
    application.instances().create(config(SHOP, Optional.of(HOOK)), false);
    return shop();
  }

  /** The instance "shop", with these settings, paired and open. */
  public InstanceHandle open(InstanceSettings settings) {
    InstanceConfig plain = config(SHOP, Optional.of(HOOK));
    application
        .instances()
        .create(
            new InstanceConfig(
                plain.name(),
                plain.token(),
                plain.integration(),
                plain.businessId(),
                plain.number(),
                settings,
                plain.proxy(),
                plain.webhook()),
            false);
    them();
    pair();
    return shop();
  }

  /** The instance "shop", created, paired and open. */
  public InstanceHandle open() {
    created();
    them();
    pair();
    return shop();
  }

  /** Pairs "shop" with my phone and waits until it is open. */
  public void pair() {
    me().scan(qr());
    awaitState(InstanceState.Connected.class);
  }

  /** Connects "shop" and gives its QR. */
  public String qr() {
    Pairing pairing = application.instances().connect(SHOP, Optional.empty());
    if (pairing instanceof Pairing.Pending pending) {
      return pending.offer().orElseThrow().qr();
    }
    throw new AssertionError("already open");
  }

  public InstanceHandle shop() {
    return application.running(SHOP);
  }

  public void awaitState(Class<? extends InstanceState> state) {
    awaitTrue(
        () -> state.isInstance(shop().state()), () -> "not " + state + " but " + shop().state());
  }

  /** Waits until a retry timer runs, then lets that time pass. */
  public void passRetry() {
    awaitState(InstanceState.Connecting.class);
    awaitTrue(() -> retryTimer().isPresent(), () -> "no retry is waiting");
    time.advance(retryTimer().orElseThrow());
  }

  /** The next timer, if it is a retry; pruning and the heartbeat wait longer and do not count. */
  public Optional<Duration> retryTimer() {
    return time.untilNext().filter(wait -> wait.compareTo(Duration.ofMinutes(10)) < 0);
  }

  /** Polls; for conditions that no event announces. */
  public static void awaitTrue(BooleanSupplier condition, Supplier<String> what) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what.get());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** What was delivered of a kind, as text, waiting until there are so many. */
  public List<String> awaitTold(EventKind kind, int count) {
    return publisher.await(count, attempt -> attempt.kind() == kind).stream()
        .map(attempt -> new String(attempt.event().event().data(), StandardCharsets.UTF_8))
        .toList();
  }

  /** What was delivered of a kind so far, as text. */
  public List<String> told(EventKind kind) {
    return publisher.attempts().stream()
        .filter(attempt -> attempt.kind() == kind)
        .map(attempt -> new String(attempt.event().event().data(), StandardCharsets.UTF_8))
        .toList();
  }

  private static Path newSpool() {
    try {
      return Files.createTempDirectory("spool");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteSpool() {
    try {
      for (String file : spooled()) {
        Files.deleteIfExists(spool.resolve(file));
      }
      Files.delete(spool);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the files that lie in the spool. */
  public List<String> spooled() {
    try (Stream<Path> files = Files.list(spool)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stores.unavailable(false);
    stores.release();
    started.stream()
        .filter(process -> !process.dead)
        .forEach(process -> process.application.ifPresent(Application::stop));
    executor.shutdownNow();
    deleteSpool();
    assertEquals(List.of(), whatsApp.reusedKeys(), "message keys were used twice");
  }
}
