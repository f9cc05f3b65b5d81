package chatwarp.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first conversation, played in this process over real sockets and a real database. */
@Timeout(300)
class DemoTest {
  @Test
  void playsTheWholeFirstConversation() {
    StringWriter printed = new StringWriter();

    int code = Main.run(new PrintWriter(printed, true), "demo");

    assertEquals(0, code, printed::toString);
    List<String> lines = printed.toString().lines().toList();
    for (String step :
        List.of("created", "scanned", "paired", "text out", "ticks", "text in", "done")) {
      assertTrue(
          lines.stream().anyMatch(line -> line.startsWith(step)), () -> step + " in " + printed);
    }
  }

  @Test
  void aWrongOptionIsAnExitCodeOfItsOwn() {
    assertEquals(2, Main.run(new PrintWriter(new StringWriter()), "serve", "--no-such-option"));
  }
}
