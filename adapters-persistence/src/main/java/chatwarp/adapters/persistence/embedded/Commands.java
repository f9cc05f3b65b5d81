package chatwarp.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the server's programs one after another, as the user that may run them.
 *
 * @param prefix what comes before each command to become that user; empty for ourselves
 * @param folder where they run
 * @param output the file that takes what they say; the started server must not hold a pipe of ours
 */
record Commands(List<String> prefix, Path folder, Path output) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** How a command ended. */
  record Outcome(int code, String output) {
    boolean ok() {
      return code == 0;
    }

    /** The last line it said, which is where PostgreSQL's programs say what is wrong. */
    String reason() {
      return output.lines().filter(line -> !line.isBlank()).reduce((_, last) -> last).orElse("");
    }
  }

  Outcome run(String... command) {
    List<String> full = new ArrayList<>(prefix);
    full.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(full)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // The server needs nothing of our environment, least of all its secrets.
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path + ":/usr/sbin:/sbin");
    environment.put("LC_ALL", "C");
    try {
      Process process = builder.start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Outcome(-1, "it did not end within " + PATIENCE.toSeconds() + " s");
      }
      return new Outcome(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      return new Outcome(-1, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("interrupted while starting or stopping PostgreSQL", e);
    }
  }
}
