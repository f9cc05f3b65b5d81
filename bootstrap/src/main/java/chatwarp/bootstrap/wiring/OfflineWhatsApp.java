package chatwarp.bootstrap.wiring;

import chatwarp.domain.model.Network;
import chatwarp.simulator.Simulator;
import chatwarp.simulator.SimulatorConfig;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/** The simulator as this process runs it, on loopback. */
public final class OfflineWhatsApp implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.1";

  private final Simulator simulator;

  private OfflineWhatsApp(Simulator simulator) {
    this.simulator = simulator;
  }

  /** Starts it; port 0 takes any free one. */
  public static OfflineWhatsApp start(int port, int tlsPort, long seed) {
    return new OfflineWhatsApp(
        Simulator.start(
            SimulatorConfig.local(InstantSource.system(), new SecureRandom())
                .ports(port, tlsPort)
                .seed(seed)));
  }

  public int port() {
    return simulator.port();
  }

  public int tlsPort() {
    return simulator.tlsPort();
  }

  /** 32 bytes. */
  public byte[] rootKey() {
    return simulator.rootKey();
  }

  /** Where its admin API is. */
  URI admin() {
    return URI.create("http://" + ADDRESS + ":" + port());
  }

  /** It as a network that instances can live on. */
  Network network() {
    return new Network(
        URI.create("wss://" + ADDRESS + ":" + tlsPort() + "/ws/chat"),
        HexFormat.of().formatHex(rootKey()));
  }

  @Override
  public void close() {
    simulator.close();
  }
}
