package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RoutesPageTest {
  private static final Pattern ROW =
      Pattern.compile(
          "\\| (GET|POST|PUT|DELETE) \\| `([^`]+)` \\| (none|global|instance) \\| (\\d+) \\|"
              + " (done|501) \\| .+ \\|");

  private record Row(String method, String path, String key, String state) {}

  @Test
  void thePageListsAsDoneWhatIsRegisteredAndNothingElse() throws IOException {
    TreeSet<String> registered = new TreeSet<>();
    for (Route route : routes()) {
      registered.add(route.method() + " " + route.path());
    }
    TreeSet<String> done = new TreeSet<>();
    for (Row row : page()) {
      if (row.state().equals("done")) {
        done.add(row.method() + " " + row.path());
      }
    }
    assertEquals(registered, done);
  }

  @Test
  void thePageNamesTheKeyThatIsAskedFor() throws IOException {
    List<Row> page = page();
    for (Route route : routes()) {
      String expected =
          switch (route.protection()) {
            case NONE -> "none";
            case GLOBAL, ANY_KEY -> "global";
            case INSTANCE -> "instance";
          };
      Row row =
          page.stream()
              .filter(
                  r -> r.method().equals(route.method().name()) && r.path().equals(route.path()))
              .findFirst()
              .orElseThrow();
      assertEquals(expected, row.key(), route.path());
    }
  }

  @Test
  void thePageHoldsEveryRouteOfThePeer() throws IOException {
    // The contract's table has 190 rows; three of its paths are listed as our own.
    assertTrue(page().size() >= 190, page().size() + " rows");
  }

  private static List<Route> routes() {
    InMemoryInstances instances = new InMemoryInstances();
    return HttpApi.routes(
        Api.keyed(),
        new UseCases.Started(
            instances, new InMemoryMessages(instances), new InMemoryChats(), new InMemoryGroups()),
        () -> true,
        InstantSource.system());
  }

  private static List<Row> page() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "ROUTES.md"))) {
      Matcher matcher = ROW.matcher(line);
      if (matcher.matches()) {
        rows.add(new Row(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(5)));
      } else {
        assertTrue(!line.startsWith("| ") || line.startsWith("| Method"), line);
      }
    }
    return rows;
  }
}
