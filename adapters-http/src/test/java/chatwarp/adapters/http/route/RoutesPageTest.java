package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoutesPageTest {
  private static final String PEERS = "## Evolution API v2";

  private static final Pattern ROW =
      Pattern.compile(
          "\\| (GET|POST|PUT|DELETE) \\| `([^`]+)` \\| (none|global|instance) \\| (\\d+) \\|"
              + " (done|501) \\| .+ \\|");

  private record Row(
      boolean peers, String method, String path, String key, int success, String state) {
    String name() {
      return method + " " + path;
    }
  }

  @Test
  void thePageListsAsDoneWhatIsRegisteredAndNothingElse() throws IOException {
    TreeSet<String> registered = new TreeSet<>();
    for (Route route : Routes.registered()) {
      registered.add(route.name());
    }
    TreeSet<String> done = new TreeSet<>();
    for (Row row : page()) {
      if (row.state().equals("done")) {
        done.add(row.name());
      }
    }
    assertEquals(registered, done);
  }

  @Test
  void thePageNamesTheKeyThatIsAskedFor() throws IOException {
    List<Row> page = page();
    for (Route route : Routes.registered()) {
      String expected =
          switch (route.protection()) {
            case NONE -> "none";
            case GLOBAL, ANY_KEY -> "global";
            case INSTANCE -> "instance";
          };
      Row row = page.stream().filter(r -> r.name().equals(route.name())).findFirst().orElseThrow();
      assertEquals(expected, row.key(), route.path());
    }
  }

  @Test
  void thePeersSectionListsExactlyThePeersRoutes() throws IOException {
    TreeSet<String> peers = new TreeSet<>();
    try (InputStream in = RoutesPageTest.class.getResourceAsStream("/evolution-v2-routes.tsv")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(peers::add);
    }
    TreeSet<String> listed = new TreeSet<>();
    for (Row row : page()) {
      if (row.peers()) {
        listed.add(
            String.join("\t", row.method(), row.path(), row.key(), String.valueOf(row.success())));
      }
    }
    assertEquals(peers, listed);
  }

  @Test
  void thePageListsEachRouteOnce() throws IOException {
    List<String> names = page().stream().map(Row::name).toList();
    assertEquals(names.stream().distinct().toList(), names);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aRouteSucceedsWithTheStatusOnThePage(GoodCall call) throws IOException {
    Row row = page().stream().filter(r -> r.name().equals(call.route())).findFirst().orElseThrow();
    Api.Reply reply = call.made();
    assertEquals(row.success(), reply.status(), reply.body());
  }

  static List<GoodCall> calls() {
    return GoodCall.all();
  }

  @Test
  void thereIsAGoodCallOfEveryRoute() {
    TreeSet<String> called = new TreeSet<>();
    GoodCall.all().forEach(call -> called.add(call.route()));
    TreeSet<String> registered = new TreeSet<>();
    Routes.registered().forEach(route -> registered.add(route.name()));
    assertEquals(registered, called);
  }

  private static List<Row> page() throws IOException {
    List<Row> rows = new ArrayList<>();
    String section = "";
    for (String line : Files.readAllLines(Path.of("..", "docs", "ROUTES.md"))) {
      if (line.startsWith("## ")) {
        section = line;
      }
      Matcher matcher = ROW.matcher(line);
      if (matcher.matches()) {
        rows.add(
            new Row(
                section.equals(PEERS),
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                Integer.parseInt(matcher.group(4)),
                matcher.group(5)));
      } else {
        assertTrue(!line.startsWith("| ") || line.startsWith("| Method"), line);
      }
    }
    return rows;
  }
}
