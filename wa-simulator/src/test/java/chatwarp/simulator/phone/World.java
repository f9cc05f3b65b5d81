package chatwarp.simulator.phone;

import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Seed;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.Faults;
import chatwarp.simulator.exchange.PrivacyTokens;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Violations;
import chatwarp.simulator.group.Groups;
import chatwarp.simulator.media.BlobShelf;
import chatwarp.simulator.media.MediaFaults;
import chatwarp.simulator.media.MediaFiles;
import chatwarp.simulator.media.MediaHost;
import chatwarp.simulator.media.MediaPaths;
import chatwarp.simulator.media.MediaTickets;
import chatwarp.simulator.media.Pictures;
import chatwarp.simulator.pairing.PairingDesk;
import chatwarp.simulator.request.DeviceListAskers;
import chatwarp.simulator.request.Switchboard;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** A small world for tests: accounts, the real exchange, phones on virtual threads. */
final class World implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(20);
  static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  final Accounts accounts;
  final Violations violations = new Violations();
  final PairingDesk desk = new PairingDesk();
  final RandomGenerator random = new SecureRandom();
  final Groups groups;
  final Exchange exchange;
  final Phones phones;
  final MediaFiles files;
  private final BlobShelf shelf = new BlobShelf(64 << 20);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  World() {
    this(new Seed(1));
  }

  World(Seed seed) {
    InstantSource clock = InstantSource.fixed(NOW);
    accounts = new Accounts(seed, clock, random);
    groups = new Groups(seed);
    MediaTickets tickets = new MediaTickets(clock, random);
    MediaPaths paths = new MediaPaths(() -> "127.0.0.1:1", clock, random);
    files = new MediaFiles(64 << 20, clock, random);
    Pictures pictures = new Pictures(paths, clock);
    MediaHost host = new MediaHost(tickets, paths, files, pictures, new MediaFaults());
    PrivacyTokens tokens = new PrivacyTokens(seed, clock);
    exchange =
        new Exchange(
            accounts,
            groups,
            new Switchboard(
                accounts,
                groups,
                new DeviceListAskers(),
                tokens,
                violations,
                new StanzaIds(),
                clock,
                () -> "127.0.0.1:1",
                tickets,
                pictures),
            new Faults(),
            violations,
            tokens,
            (delay, action) -> action.run(),
            Duration.ofSeconds(3),
            clock);
    phones =
        new Phones(
            accounts,
            desk,
            exchange,
            new PhoneMedia(host, tickets, shelf),
            violations,
            clock,
            random,
            threads);
    accounts.listen(phones);
  }

  Phone phone(String name) {
    return phones.activeByName(name);
  }

  @Override
  public void close() {
    threads.close();
    files.close();
    shelf.close();
  }
}
