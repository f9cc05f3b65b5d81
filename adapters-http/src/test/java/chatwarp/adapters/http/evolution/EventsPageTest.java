package chatwarp.adapters.http.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.event.PairingOffer;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The table of {@code docs/events.md} against what the payload tests render. */
class EventsPageTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z_]+)` \\| `([a-z.-]+)` \\| (.+) \\| (.+) \\|");

  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private static final EventData DATA = new EventData(new QrImage(Rgb.parse("#198754")), true);

  private record Row(String name, String wireName, String when, String members) {
    boolean later() {
      return when.equals("*later*");
    }
  }

  @Test
  void thePageListsEveryEventInOrder() throws IOException {
    assertEquals(
        Arrays.stream(EventKind.values()).map(kind -> kind + " " + kind.wireName()).toList(),
        page().stream().map(row -> row.name() + " " + row.wireName()).toList());
  }

  @Test
  void thePageSaysLaterOfWhatIsNeverTold() throws IOException {
    Set<String> told = events().map(event -> event.kind().name()).collect(Collectors.toSet());
    for (Row row : page()) {
      assertEquals(!told.contains(row.name()), row.later(), row.name());
    }
  }

  /** Otherwise the tests beside this one would look at less than there is. */
  @Test
  void thereIsAPayloadOfEveryEvent() {
    Set<Class<?>> rendered = events().map(Object::getClass).collect(Collectors.toSet());
    assertEquals(Set.of(InstanceEvent.class.getPermittedSubclasses()), rendered);
  }

  @TestFactory
  Stream<DynamicTest> thePageNamesEveryMember() throws IOException {
    List<Row> page = page();
    return events()
        .map(event ->
            DynamicTest.dynamicTest(
                event.toString(),
                () -> {
                  Row row =
                      page.stream()
                          .filter(r -> r.name().equals(event.kind().name()))
                          .findFirst()
                          .orElseThrow();
                  Set<String> named = named(row.members());
                  for (String member : members(event)) {
                    assertTrue(named.contains(member), member + " of " + row.name());
                  }
                }));
  }

  private static Stream<InstanceEvent> events() {
    return Stream.concat(
        Stream.concat(EvolutionRendererTest.payloads(), GroupEventDataTest.payloads())
            .map(row -> (InstanceEvent) row.get()[1]),
        Stream.of(new InstanceEvent.QrUpdated(new PairingOffer("2@a,b,c,d", Optional.empty(), 1))));
  }

  private static Set<String> members(InstanceEvent event) {
    JsonNode data = DATA.of(new InstanceId(new UUID(1, 2)), new InstanceName("shop"), event);
    Set<String> members = new TreeSet<>();
    for (JsonNode object : data.isArray() ? data : List.of(data)) {
      members.addAll(object.propertyNames());
    }
    return members;
  }

  /** The names in a cell, and those that the page lists of an object that the cell speaks of. */
  private static Set<String> named(String cell) throws IOException {
    Set<String> names = matches(NAME, cell);
    for (String object : List.of("message", "key", "group")) {
      if (cell.contains("*a " + object + "*")) {
        names.addAll(matches(NAME, paragraph("*A " + object + "* has ")));
      }
    }
    return names;
  }

  private static String paragraph(String opening) throws IOException {
    return Arrays.stream(String.join("\n", lines()).split("\n\n"))
        .filter(text -> text.startsWith(opening))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> matches(Pattern pattern, String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static List<Row> page() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : lines()) {
      Matcher matcher = ROW.matcher(line);
      if (matcher.matches()) {
        rows.add(new Row(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
      }
    }
    return rows;
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "events.md"));
  }
}
