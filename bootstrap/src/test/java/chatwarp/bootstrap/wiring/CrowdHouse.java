package chatwarp.bootstrap.wiring;

import chatwarp.adapters.wa.session.WaSessions;
import chatwarp.adapters.wa.session.WaSettings;
import java.nio.file.Path;

/** A server on stores in memory, whose instances live on a simulator over real sockets. */
final class CrowdHouse implements AutoCloseable {
  final Ears ears = new Ears();

  /** Calls the server's API. */
  final Caller server;

  /** Calls the simulator's admin API. */
  final Caller admin;

  private final InMemoryServer house = new InMemoryServer();

  CrowdHouse(Path spool, long seed) {
    OfflineWhatsApp whatsapp = house.closing.add("simulator", OfflineWhatsApp.start(0, 0, seed));
    WaSettings settings =
        new WaSettings(
            whatsapp.network(),
            WaSettings.WEB_VERSION,
            true,
            true,
            WaSettings.STATE_CACHE_BYTES,
            spool);
    WaSessions sessions =
        house.closing.add(
            "media hosts",
            new WaSessions(
                settings,
                house.stores.state(),
                house.clock,
                house.random,
                house.executor,
                house.timers));
    server = house.start(sessions, ears, spool);
    admin = new Caller(whatsapp.admin(), InMemoryServer.KEY);
  }

  @Override
  public void close() {
    house.close();
  }
}
