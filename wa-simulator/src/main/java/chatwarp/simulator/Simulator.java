package chatwarp.simulator;

import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Seed;
import chatwarp.simulator.admin.AdminApi;
import chatwarp.simulator.admin.FaultRoutes;
import chatwarp.simulator.admin.ServerRoutes;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.Faults;
import chatwarp.simulator.exchange.Later;
import chatwarp.simulator.exchange.PrivacyTokens;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Violations;
import chatwarp.simulator.listen.Listener;
import chatwarp.simulator.listen.TlsIdentity;
import chatwarp.simulator.pairing.PairingDesk;
import chatwarp.simulator.phone.Phones;
import chatwarp.simulator.request.DeviceListAskers;
import chatwarp.simulator.request.DeviceNews;
import chatwarp.simulator.request.Switchboard;
import chatwarp.simulator.server.ClientServer;
import chatwarp.simulator.server.LiveSessions;
import chatwarp.simulator.server.ServerIdentity;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A running offline WhatsApp. Its state is in memory and ends with it. Safe from any thread. */
public final class Simulator implements AutoCloseable {
  private final Listener listener;
  private final ServerIdentity identity;
  private final ExecutorService workers;

  private Simulator(Listener listener, ServerIdentity identity, ExecutorService workers) {
    this.listener = listener;
    this.identity = identity;
    this.workers = workers;
  }

  /**
   * Starts one.
   *
   * @throws chatwarp.simulator.listen.ListenException when a port is taken
   */
  public static Simulator start(SimulatorConfig config) {
    Instant now = config.clock().instant();
    Seed seed = new Seed(config.seed());
    ServerIdentity identity = ServerIdentity.of(seed, now, config.random());
    TlsIdentity tls = TlsIdentity.selfSigned(now);
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    Later later =
        (delay, action) ->
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, workers)
                .execute(action);

    Accounts accounts = new Accounts(seed, config.clock(), config.random());
    PairingDesk desk = new PairingDesk();
    Faults faults = new Faults();
    Violations violations = new Violations();
    PrivacyTokens tokens = new PrivacyTokens(seed);
    StanzaIds ids = new StanzaIds();
    DeviceListAskers askers = new DeviceListAskers();
    // The TLS port is known once it is open, and asked for only then.
    CompletableFuture<String> mediaHost = new CompletableFuture<>();
    Exchange exchange =
        new Exchange(
            accounts,
            new Switchboard(accounts, askers, tokens, ids, config.clock(), mediaHost::join),
            faults,
            violations,
            tokens,
            later,
            config.chatStateTtl(),
            config.clock());
    LiveSessions sessions = new LiveSessions();
    Phones phones = new Phones(accounts, desk, exchange, config.clock(), config.random(), workers);
    accounts.listen(phones);
    accounts.listen(new DeviceNews(askers, exchange, ids, config.clock()));
    AdminApi admin =
        new AdminApi(
            accounts,
            phones,
            new ServerRoutes(identity.root().raw(), tls.pem(), accounts, exchange, violations),
            new FaultRoutes(accounts, faults, sessions));
    ClientServer clients =
        new ClientServer(
            identity,
            new ClientServer.Surroundings(
                accounts,
                exchange,
                desk,
                faults,
                violations,
                sessions,
                ids,
                later,
                workers,
                config.clock(),
                config.random()));
    Listener listener =
        Listener.open(config.address(), config.port(), config.tlsPort(), tls, clients, admin);
    mediaHost.complete(config.address() + ":" + listener.tlsPort());
    return new Simulator(listener, identity, workers);
  }

  /** The plain port in use. */
  public int port() {
    return listener.port();
  }

  /** The TLS port in use. */
  public int tlsPort() {
    return listener.tlsPort();
  }

  /** The Noise root that clients have to trust: 32 bytes. */
  public byte[] rootKey() {
    return identity.root().raw();
  }

  /** Closes every connection and forgets everybody. */
  @Override
  public void close() {
    listener.close();
    workers.shutdownNow();
  }
}
