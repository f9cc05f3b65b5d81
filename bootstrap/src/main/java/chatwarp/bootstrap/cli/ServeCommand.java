package chatwarp.bootstrap.cli;

import chatwarp.bootstrap.config.ConfigurationReader;
import chatwarp.bootstrap.wiring.Server;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs the server. Ready when GET /readyz answers 200.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(names = "--host", description = "Address to listen on (default 127.0.0.1).")
  private @Nullable String host;

  @Option(names = "--port", description = "Port of the API, 0 for any free one (default 8080).")
  private @Nullable String port;

  @Option(names = "--data", description = "Data folder (default ./data).")
  private @Nullable String data;

  @Option(names = "--config", description = "YAML file (default chatwarp.yaml in the data folder).")
  private @Nullable Path config;

  @Option(names = "--simulator", description = "Run the offline WhatsApp in this process.")
  private boolean simulator;

  @Option(names = "--simulator-port", description = "Its plain port (default 8090).")
  private @Nullable String simulatorPort;

  @Option(names = "--simulator-tls-port", description = "Its TLS port (default 8443).")
  private @Nullable String simulatorTlsPort;

  @Option(names = "--wa-url", description = "Address of another WhatsApp, ws:// or wss://.")
  private @Nullable String waUrl;

  @Option(names = "--wa-root-key", description = "Root key of that WhatsApp, 64 hex characters.")
  private @Nullable String waRootKey;

  @Option(
      names = "--wa-trust-any-tls",
      description = "Accept any TLS certificate; loopback addresses only.")
  private boolean trustAnyTls;

  @Option(
      names = "--allow-private-targets",
      description = "Webhooks and media URLs may reach private addresses.")
  private boolean allowPrivateTargets;

  @Option(names = "--open", description = "No API key needed; loopback addresses only.")
  private boolean open;

  @Override
  public Integer call() throws InterruptedException {
    ConfigurationReader.Result read =
        ConfigurationReader.read(Optional.ofNullable(config), System.getenv(), flags());
    Logging.configure(read.configuration().server().jsonLogs());
    try (Server server = Server.start(read.configuration(), read.printed())) {
      Shutdown.await(server::close, server.ready());
    }
    return 0;
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    put(flags, "server.host", host);
    put(flags, "server.port", port);
    put(flags, "store.data", data);
    put(flags, "simulator.port", simulatorPort);
    put(flags, "simulator.tls-port", simulatorTlsPort);
    put(flags, "whatsapp.url", waUrl);
    put(flags, "whatsapp.root-key", waRootKey);
    put(flags, "simulator.enabled", simulator ? "true" : null);
    put(flags, "whatsapp.trust-any-tls", trustAnyTls ? "true" : null);
    put(flags, "webhook.allow-private-targets", allowPrivateTargets ? "true" : null);
    put(flags, "auth.open", open ? "true" : null);
    return flags;
  }

  private static void put(Map<String, String> flags, String path, @Nullable String value) {
    if (value != null) {
      flags.put(path, value);
    }
  }
}
