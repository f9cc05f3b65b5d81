package chatwarp.simulator;

import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Seed;
import chatwarp.simulator.admin.AdminApi;
import chatwarp.simulator.admin.FaultRoutes;
import chatwarp.simulator.admin.GroupRoutes;
import chatwarp.simulator.admin.MediaRoutes;
import chatwarp.simulator.admin.ServerRoutes;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.Faults;
import chatwarp.simulator.exchange.Later;
import chatwarp.simulator.exchange.PrivacyTokens;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Violations;
import chatwarp.simulator.group.Groups;
import chatwarp.simulator.listen.Listener;
import chatwarp.simulator.listen.TlsIdentity;
import chatwarp.simulator.media.BlobShelf;
import chatwarp.simulator.media.MediaFaults;
import chatwarp.simulator.media.MediaFiles;
import chatwarp.simulator.media.MediaHost;
import chatwarp.simulator.media.MediaPaths;
import chatwarp.simulator.media.MediaTickets;
import chatwarp.simulator.media.Pictures;
import chatwarp.simulator.pairing.PairingDesk;
import chatwarp.simulator.phone.EverybodysGroup;
import chatwarp.simulator.phone.PhoneMedia;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running offline WhatsApp. Its state is in memory and ends with it. Safe from any thread. */
public final class Simulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);
  private static final int LAST_WORDS_SECONDS = 5;

  private final Listener listener;
  private final ServerIdentity identity;
  private final ExecutorService workers;
  private final MediaFiles mediaFiles;
  private final BlobShelf shelf;

  private Simulator(
      Listener listener,
      ServerIdentity identity,
      ExecutorService workers,
      MediaFiles mediaFiles,
      BlobShelf shelf) {
    this.listener = listener;
    this.identity = identity;
    this.workers = workers;
    this.mediaFiles = mediaFiles;
    this.shelf = shelf;
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
    PrivacyTokens tokens = new PrivacyTokens(seed, config.clock());
    StanzaIds ids = new StanzaIds();
    Groups groups = new Groups(seed);
    DeviceListAskers askers = new DeviceListAskers();
    // The TLS port is known once it is open, and asked for only then.
    CompletableFuture<String> mediaHost = new CompletableFuture<>();
    MediaTickets mediaTickets = new MediaTickets(config.clock(), config.random());
    MediaPaths mediaPaths = new MediaPaths(mediaHost::join, config.clock(), config.random());
    MediaFiles mediaFiles = new MediaFiles(config.mediaSpool(), config.clock(), config.random());
    MediaFaults mediaFaults = new MediaFaults();
    Pictures pictures = new Pictures(mediaPaths, config.clock());
    MediaHost media = new MediaHost(mediaTickets, mediaPaths, mediaFiles, pictures, mediaFaults);
    BlobShelf shelf = new BlobShelf(config.mediaSpool() / 4);
    Exchange exchange =
        new Exchange(
            accounts,
            groups,
            new Switchboard(
                accounts,
                groups,
                askers,
                tokens,
                violations,
                ids,
                config.clock(),
                mediaHost::join,
                mediaTickets,
                pictures),
            faults,
            violations,
            tokens,
            later,
            config.chatStateTtl(),
            config.clock());
    LiveSessions sessions = new LiveSessions();
    Phones phones =
        new Phones(
            accounts,
            desk,
            exchange,
            new PhoneMedia(media, mediaTickets, shelf),
            violations,
            config.clock(),
            config.random(),
            workers);
    EverybodysGroup everybodysGroup = new EverybodysGroup(accounts, phones);
    accounts.listen(phones);
    accounts.listen(everybodysGroup);
    accounts.listen(new DeviceNews(askers, exchange, ids, config.clock()));
    AdminApi admin =
        new AdminApi(
            accounts,
            phones,
            new ServerRoutes(identity.root().raw(), tls.pem(), accounts, exchange, violations),
            new GroupRoutes(accounts, groups, phones, everybodysGroup),
            new FaultRoutes(accounts, faults, sessions),
            new MediaRoutes(mediaFiles, mediaTickets, mediaFaults));
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
        Listener.open(
            config.address(), config.port(), config.tlsPort(), tls, clients, admin, media);
    mediaHost.complete(config.address() + ":" + listener.tlsPort());
    return new Simulator(listener, identity, workers, mediaFiles, shelf);
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
    awaitWorkers();
    mediaFiles.close();
    shelf.close();
  }

  /** Whoever still writes a file has to let go of it before the folder can be deleted. */
  private void awaitWorkers() {
    try {
      if (!workers.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("some work of the simulator does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
