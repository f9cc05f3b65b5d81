package chatwarp.simulator.phone;

import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Seed;
import chatwarp.simulator.exchange.Answer;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.Faults;
import chatwarp.simulator.exchange.PrivacyTokens;
import chatwarp.simulator.exchange.Stanzas;
import chatwarp.simulator.exchange.Violations;
import chatwarp.simulator.pairing.PairingDesk;
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
  final Exchange exchange;
  final Phones phones;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  World() {
    this(new Seed(1));
  }

  World(Seed seed) {
    InstantSource clock = InstantSource.fixed(NOW);
    accounts = new Accounts(seed, clock, random);
    exchange =
        new Exchange(
            accounts,
            (exchange, from, iq) -> Answer.of(Stanzas.result(iq)),
            new Faults(),
            violations,
            new PrivacyTokens(seed),
            (delay, action) -> action.run(),
            Duration.ofSeconds(3),
            clock);
    phones = new Phones(accounts, desk, exchange, clock, random, threads);
    accounts.listen(phones);
  }

  Phone phone(String name) {
    return phones.activeByName(name);
  }

  @Override
  public void close() {
    threads.close();
  }
}
