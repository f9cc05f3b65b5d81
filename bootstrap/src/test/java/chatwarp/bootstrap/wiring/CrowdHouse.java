package chatwarp.bootstrap.wiring;

import chatwarp.adapters.http.auth.Access;
import chatwarp.adapters.http.auth.KeyHash;
import chatwarp.adapters.http.route.HttpConfig;
import chatwarp.adapters.wa.session.WaSessions;
import chatwarp.adapters.wa.session.WaSettings;
import chatwarp.application.ApplicationSettings;
import chatwarp.application.time.WheelTimers;
import chatwarp.domain.contract.InMemoryFetcher;
import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.InMemoryWorkshop;
import chatwarp.domain.model.NodeId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on stores in memory, whose instances live on a simulator over real sockets. */
final class CrowdHouse implements AutoCloseable {
  private static final String KEY = "global-key";

  final Ears ears = new Ears();

  /** Calls the server's API. */
  final Caller server;

  /** Calls the simulator's admin API. */
  final Caller admin;

  private final Closing closing = new Closing();

  CrowdHouse(Path spool, long seed) {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    OfflineWhatsApp whatsapp = closing.add("simulator", OfflineWhatsApp.start(0, 0, seed));
    ExecutorService executor = closing.add("tasks", Executors.newVirtualThreadPerTaskExecutor());
    WheelTimers timers =
        closing.add(
            "timers",
            new WheelTimers(Thread.ofPlatform().daemon().name("wheel").factory(), executor));
    InMemoryStores stores = new InMemoryStores(clock, executor);
    WaSettings settings =
        new WaSettings(
            whatsapp.network(),
            WaSettings.WEB_VERSION,
            true,
            true,
            WaSettings.STATE_CACHE_BYTES,
            spool);
    WaSessions sessions =
        closing.add(
            "media hosts",
            new WaSessions(settings, stores.state(), clock, random, executor, timers));
    InMemoryFetcher web = new InMemoryFetcher(spool);
    Assembly assembly =
        new Assembly(
            stores.instances(),
            stores.auth(),
            stores.state(),
            stores.conversations(),
            stores.events(),
            () -> true,
            sessions,
            _ -> List.of(ears),
            web,
            web,
            new InMemoryWorkshop(),
            spool,
            timers,
            clock,
            random,
            executor);
    HttpConfig http =
        HttpConfig.on(
            "127.0.0.1",
            0,
            new Access.Keyed(KeyHash.ofKey(KEY)),
            new HttpConfig.Banner("test", "2.3.6", "0.1.0", "2.3000.1"));
    Closing parts = closing.add("application", new Closing());
    Edge edge = Edge.open(closing, http, random, Optional.empty());
    assembly.start(parts, edge, ApplicationSettings.of(new NodeId("node")));
    server = new Caller(edge.address(), KEY);
    admin = new Caller(whatsapp.admin(), KEY);
  }

  @Override
  public void close() {
    closing.close();
  }
}
