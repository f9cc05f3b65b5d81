package chatwarp.bootstrap.cli;

import chatwarp.bootstrap.config.ConfigException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the process starts. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
@Command(
    name = "chatwarp",
    description = "A WhatsApp API server, and an offline WhatsApp to test with.",
    mixinStandardHelpOptions = true,
    version = "chatwarp 0.1.0",
    subcommands = {ServeCommand.class, SimulatorCommand.class, DemoCommand.class})
public final class Main {
  private static final int FAILED = 1;
  private static final int MISCONFIGURED = 2;

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    int code = run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs one command, printing to {@code out}; the exit code. */
  static int run(PrintWriter out, String... args) {
    return new CommandLine(new Main())
        .setOut(out)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> explain(failure, command.getErr()))
        .execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  /** One line a person can act on; what is behind it goes to the log. */
  private static int explain(Exception failure, PrintWriter err) {
    if (failure instanceof ConfigException) {
      err.println("chatwarp: " + failure.getMessage());
      return MISCONFIGURED;
    }
    LoggerFactory.getLogger(Main.class).error("the command failed", failure);
    err.println("chatwarp: " + failure.getMessage());
    return FAILED;
  }
}
