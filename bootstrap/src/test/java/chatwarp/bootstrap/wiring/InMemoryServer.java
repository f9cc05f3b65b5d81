package chatwarp.bootstrap.wiring;

import chatwarp.adapters.http.auth.Access;
import chatwarp.adapters.http.auth.KeyHash;
import chatwarp.adapters.http.route.HttpConfig;
import chatwarp.application.ApplicationSettings;
import chatwarp.application.time.WheelTimers;
import chatwarp.domain.contract.InMemoryFetcher;
import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.InMemoryWorkshop;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.EventPublisher;
import chatwarp.domain.port.ProtocolSessionFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The whole server on adapters in memory, on whatever WhatsApp a test gives it. */
final class InMemoryServer implements AutoCloseable {
  static final String KEY = "global-key";

  /** Gets what a test adds to the server; stopped after the server, but before its threads. */
  final Closing closing = new Closing();

  final InstantSource clock = InstantSource.system();
  final SecureRandom random = new SecureRandom();
  final ExecutorService executor =
      closing.add("tasks", Executors.newVirtualThreadPerTaskExecutor());
  final WheelTimers timers =
      closing.add(
          "timers",
          new WheelTimers(Thread.ofPlatform().daemon().name("wheel").factory(), executor));
  final InMemoryStores stores = new InMemoryStores(clock, executor);

  /**
   * Starts it; called once.
   *
   * @return calls its API
   */
  Caller start(ProtocolSessionFactory whatsapp, EventPublisher publisher, Path spool) {
    InMemoryFetcher web = new InMemoryFetcher(spool);
    Assembly assembly =
        new Assembly(
            stores.instances(),
            stores.auth(),
            stores.state(),
            stores.conversations(),
            stores.events(),
            () -> true,
            whatsapp,
            _ -> List.of(publisher),
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
    return new Caller(edge.address(), KEY);
  }

  @Override
  public void close() {
    closing.close();
  }
}
