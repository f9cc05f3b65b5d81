package chatwarp.bootstrap.cli;

import chatwarp.bootstrap.config.ConfigurationReader;
import chatwarp.bootstrap.wiring.Server;
import chatwarp.simulator.demo.Conversation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Plays the first conversation on a server of its own, in a temporary folder, and prints it. */
@Command(
    name = "demo",
    description = "Plays the whole first conversation against the simulator and prints it.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Logging.configure(false);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path folder = Files.createTempDirectory("chatwarp-demo-");
    String apiKey = UUID.randomUUID().toString();
    try (Server server = start(folder, apiKey)) {
      server.awaitReady();
      new Conversation(
              server.api(),
              apiKey,
              server.simulatorAdmin().orElseThrow(),
              line -> {
                out.println(line);
                out.flush();
              })
          .play();
    } finally {
      delete(folder);
    }
    out.println("done");
    out.flush();
    return 0;
  }

  private static Server start(Path folder, String apiKey) {
    Map<String, String> flags =
        Map.of(
            "server.port", "0",
            "store.data", folder.toString(),
            "auth.key", apiKey,
            "simulator.enabled", "true",
            "simulator.port", "0",
            "simulator.tls-port", "0",
            "webhook.allow-private-targets", "true");
    return Server.start(
        ConfigurationReader.read(Optional.empty(), Map.of(), flags).configuration(), List.of());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
