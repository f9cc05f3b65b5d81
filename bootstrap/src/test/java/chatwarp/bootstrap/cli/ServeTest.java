package chatwarp.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a server that cannot start ends. */
@Timeout(60)
class ServeTest {
  @Test
  void endsWhenTheDatabaseAddressCannotBeRight(@TempDir Path folder) throws IOException {
    Path config = folder.resolve("chatwarp.yaml");
    Files.writeString(config, "store:\n  database-url: mysql://somebody@127.0.0.1/db\n");
    int code =
        Main.run(
            new PrintWriter(new StringWriter()),
            "serve",
            "--config",
            config.toString(),
            "--data",
            folder.resolve("data").toString(),
            "--port",
            "0");
    assertEquals(1, code);
  }

  @Test
  void leavesStoppingToTheCallerWhenTheStartFails() {
    AtomicInteger stops = new AtomicInteger();
    RuntimeException refusal = new IllegalStateException("cannot be started");
    assertSame(
        refusal,
        assertThrows(
            IllegalStateException.class,
            () -> Shutdown.await(stops::incrementAndGet, CompletableFuture.failedFuture(refusal))));
    assertEquals(0, stops.get());
  }
}
