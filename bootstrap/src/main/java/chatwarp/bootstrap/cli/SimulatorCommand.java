package chatwarp.bootstrap.cli;

import chatwarp.bootstrap.wiring.OfflineWhatsApp;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the offline WhatsApp alone, until it is told to stop. */
@Command(
    name = "simulator",
    description = "Runs the offline WhatsApp alone and prints its addresses and root key.",
    mixinStandardHelpOptions = true)
final class SimulatorCommand implements Callable<Integer> {
  @Option(names = "--port", description = "Plain port, 0 for any free one (default 8090).")
  private int port = 8090;

  @Option(names = "--tls-port", description = "TLS port, 0 for any free one (default 8443).")
  private int tlsPort = 8443;

  @Option(names = "--seed", description = "Accounts and keys are derived from it (default 1).")
  private long seed = 1;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Logging.configure(false);
    try (OfflineWhatsApp simulator = OfflineWhatsApp.start(port, tlsPort, seed)) {
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      out.println("websocket  ws://127.0.0.1:" + simulator.port() + "/ws/chat");
      out.println("           wss://127.0.0.1:" + simulator.tlsPort() + "/ws/chat (self-signed)");
      out.println("admin      http://127.0.0.1:" + simulator.port() + "/admin/");
      out.println("root key   " + HexFormat.of().formatHex(simulator.rootKey()));
      out.flush();
      Shutdown.await(simulator::close);
    }
    return 0;
  }
}
