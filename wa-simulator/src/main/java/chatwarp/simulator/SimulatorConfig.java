package chatwarp.simulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * How a simulator is started.
 *
 * @param address the local address to listen on
 * @param port plain WebSocket and admin API; 0 takes any free port
 * @param tlsPort the same over TLS; 0 takes any free port
 * @param seed the same seed gives the same accounts and keys
 * @param chatStateTtl how long somebody's typing is kept for a device that is away
 * @param mediaSpool how many bytes of media are kept on disk at most
 * @param random keys of connections and signatures; must be safe from any thread
 */
public record SimulatorConfig(
    String address,
    int port,
    int tlsPort,
    long seed,
    Duration chatStateTtl,
    long mediaSpool,
    InstantSource clock,
    RandomGenerator random) {
  private static final Duration CHAT_STATE_TTL = Duration.ofSeconds(3);

  /** Two files of the largest size that WhatsApp takes. */
  private static final long MEDIA_SPOOL = 4L << 30;

  public SimulatorConfig {
    requirePort("port", port);
    requirePort("tlsPort", tlsPort);
  }

  /** On 127.0.0.1, any free ports, seed 0. */
  public static SimulatorConfig local(InstantSource clock, RandomGenerator random) {
    return new SimulatorConfig("127.0.0.1", 0, 0, 0, CHAT_STATE_TTL, MEDIA_SPOOL, clock, random);
  }

  public SimulatorConfig ports(int plain, int tls) {
    return new SimulatorConfig(address, plain, tls, seed, chatStateTtl, mediaSpool, clock, random);
  }

  public SimulatorConfig seed(long value) {
    return new SimulatorConfig(
        address, port, tlsPort, value, chatStateTtl, mediaSpool, clock, random);
  }

  public SimulatorConfig mediaSpool(long bytes) {
    return new SimulatorConfig(address, port, tlsPort, seed, chatStateTtl, bytes, clock, random);
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(name + " is not in 0..65535");
    }
  }
}
