package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.http.auth.UnauthorizedException;
import chatwarp.adapters.http.evolution.Failure;
import chatwarp.adapters.http.evolution.FailureCode;
import chatwarp.adapters.http.evolution.GroupBodyException;
import chatwarp.adapters.http.evolution.RefusedBodyException;
import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.application.chat.ChatException;
import chatwarp.application.instance.InstanceException;
import chatwarp.application.message.SendException;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.MediaException;
import chatwarp.domain.port.PortException;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StoreException;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/errors.md says of every failure what the code answers. */
class ErrorsPageTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+Exception(?:\\.\\w+)?)`");

  /** A line of the page: which failures it is about, and what it says of them. */
  private record Row(Set<String> types, String status, Set<String> codes, String log) {}

  private static final List<Class<?>> SEALED =
      List.of(
          RequestException.class,
          InstanceException.class,
          SendException.class,
          ChatException.class,
          PortException.class);

  static Stream<Throwable> failures() {
    Exception cause = new IOException("cause");
    InstanceName shop = new InstanceName("shop");
    SessionException.Refused refused = new SessionException.Refused(403, "refused");
    return Stream.of(
        new UnauthorizedException(),
        new InvalidBodyException(List.of("violation")),
        new GroupBodyException(List.of("violation")),
        new RefusedBodyException("text"),
        new RefusedOperationException(400, "summary", refused),
        new RefusedOperationException(404, "summary", refused),
        new RefusedOperationException(500, "summary", refused),
        new InvalidValueException("instanceName", "is empty"),
        new InvalidValueException("delay", "is negative"),
        new BadRequestResponse(),
        new RequestException.Malformed("reason"),
        new RequestException.TooLarge(1),
        new RequestException.Incomplete(cause),
        new RequestException.NoSuchRow("shop"),
        new RequestException.NotImplemented(),
        new InstanceException.NotFound(shop),
        new InstanceException.NameTaken(shop),
        new InstanceException.NotConnected(shop),
        new InstanceException.ConnectFailed("reason"),
        new InstanceException.Starting(),
        new InstanceException.ShuttingDown(),
        new SendException.NotConnected(),
        new SendException.NotOnWhatsApp("1", "1@s.whatsapp.net"),
        new SendException.Refused(400),
        new SendException.NotAdmin(),
        new SendException.KeyReused(),
        new ChatException.MessageNotFound(),
        new ChatException.NotMedia(),
        new ChatException.FileTooLarge(1),
        new ChatException.SpoolFailed(cause),
        new MediaException("reason"),
        new StoreException.Unavailable(cause),
        new StoreException.StaleLease(),
        new StoreException.SessionEnded(),
        new StoreException.NameTaken(),
        new StoreException.Unreadable("a row"),
        new StoreException.Rejected(cause),
        new SessionException.NotConnected(),
        new SessionException.TimedOut("a query"),
        refused,
        new SessionException.MediaGone(),
        new SessionException.MediaFailed("reason"),
        new SessionException.UnknownMessage(),
        new SessionException.NoRecipientDevice(),
        new SessionException.Malformed("what"),
        new FetchException.TargetRefused(),
        new FetchException.TooLarge(1),
        new FetchException.Failed("reason"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void thePageSaysWhatIsAnswered(Throwable failure) throws IOException {
    Failure answer = Failures.of(failure);
    List<Row> rows =
        page().stream().filter(row -> row.types().contains(name(failure.getClass()))).toList();
    assertTrue(!rows.isEmpty(), "no row for " + name(failure.getClass()));
    for (Row row : rows) {
      assertTrue(statuses(row).contains(String.valueOf(answer.status())), row.toString());
      assertTrue(row.codes().contains(answer.code().text()), row.toString());
      assertTrue(row.log().contains(level(answer.status())), row.toString());
    }
  }

  @Test
  void theRowsOfThisTestAreEveryFailureThereIs() {
    Set<String> all = new TreeSet<>();
    SEALED.forEach(type -> concrete(type).forEach(each -> all.add(name(each))));
    Set<String> here =
        failures()
            .filter(failure -> SEALED.stream().anyMatch(type -> type.isInstance(failure)))
            .map(failure -> name(failure.getClass()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(all, here);
  }

  @Test
  void thePageListsTheCodesThatThereAre() throws IOException {
    Set<String> listed = new TreeSet<>();
    page().forEach(row -> listed.addAll(row.codes()));
    Set<String> there =
        Arrays.stream(FailureCode.values())
            .map(FailureCode::text)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(there, listed);
  }

  @Test
  void thePageNamesNoFailureThatThereIsNot() throws IOException {
    Set<String> known =
        failures().map(failure -> name(failure.getClass())).collect(Collectors.toSet());
    for (Row row : page()) {
      assertEquals(Set.of(), minus(row.types(), known), row.toString());
    }
  }

  private static Set<String> minus(Set<String> all, Set<String> known) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(known);
    return rest;
  }

  /** As the dispatcher logs it. */
  private static String level(int status) {
    return switch (status) {
      case 500, 502 -> "error";
      case 501 -> "–";
      case 503 -> "warn";
      default -> "debug";
    };
  }

  private static Set<String> statuses(Row row) {
    return row.status().equals("4xx") ? Set.of("400") : Set.of(row.status().split(", ", -1));
  }

  private static Stream<Class<?>> concrete(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ErrorsPageTest::concrete)
        : Stream.of(type);
  }

  private static String name(Class<?> type) {
    if (HttpResponseException.class.isAssignableFrom(type)) {
      return HttpResponseException.class.getSimpleName();
    }
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : outer.getSimpleName() + "." + type.getSimpleName();
  }

  /** The tables that say what requests are answered: those with a column for the code. */
  private static List<Row> page() throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> head = List.of();
    for (String line : Files.readAllLines(Path.of("..", "docs", "errors.md"))) {
      if (!line.startsWith("| ")) {
        head = line.startsWith("|-") ? head : List.of();
        continue;
      }
      List<String> cells =
          Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList();
      if (head.isEmpty()) {
        head = cells;
      } else if (head.contains("`code`")) {
        rows.add(
            new Row(
                found(TYPE, cells.getFirst()),
                cells.get(head.indexOf("Status")),
                found(QUOTED, cells.get(head.indexOf("`code`"))).stream()
                    .filter(word -> !word.equals("error"))
                    .collect(Collectors.toSet()),
                cells.get(head.indexOf("Log"))));
      }
    }
    assertTrue(rows.size() > 40, rows.size() + " rows");
    return rows;
  }

  private static Set<String> found(Pattern pattern, String cell) {
    return pattern.matcher(cell).results().map(ErrorsPageTest::first).collect(Collectors.toSet());
  }

  private static String first(MatchResult result) {
    return String.valueOf(result.group(1));
  }
}
