package chatwarp.simulator.admin;

import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.listen.HttpService;
import chatwarp.simulator.phone.Phones;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the route of a request. What cannot be met is answered with {@code {"error", "field",
 * "reason"}}; a bug with 500, and never with a crash.
 */
public final class AdminApi implements HttpService {
  private static final Logger LOG = LoggerFactory.getLogger(AdminApi.class);

  private final List<Route> routes;

  /** One route: a method, a path pattern whose groups are its parameters, and what it does. */
  record Route(String method, Pattern path, Action action) {
    static Route of(String method, String path, Action action) {
      return new Route(method, Pattern.compile(path.replaceAll("\\{[a-z]+\\}", "([^/]+)")), action);
    }
  }

  /** What a route does. */
  @FunctionalInterface
  interface Action {
    HttpAnswer run(HttpRequest request, Matcher path);
  }

  /** An API over some rooms' routes. */
  public AdminApi(
      Accounts accounts,
      Phones phones,
      ServerRoutes server,
      GroupRoutes groups,
      FaultRoutes faults,
      MediaRoutes media) {
    routes =
        Stream.of(
                new PhoneRoutes(phones).routes(),
                new HandsetRoutes(accounts, phones).routes(),
                new PictureRoutes(phones).routes(),
                new ContentRoutes(phones).routes(),
                new PhoneLogRoutes(phones).routes(),
                server.routes(),
                groups.routes(),
                faults.routes(),
                media.routes())
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public HttpAnswer answer(HttpRequest request) {
    try {
      return find(request);
    } catch (RefusedException e) {
      return Json.answer(
          e.status(), Map.of("error", "refused", "field", e.field(), "reason", e.reason()));
    } catch (RuntimeException e) {
      LOG.error("admin request {} {} failed", request.method(), request.path(), e);
      return Json.answer(500, Map.of("error", "internal", "reason", "see the simulator's log"));
    }
  }

  private HttpAnswer find(HttpRequest request) {
    TreeSet<String> methods = new TreeSet<>();
    for (Route route : routes) {
      Matcher path = route.path().matcher(request.path());
      if (path.matches()) {
        if (route.method().equals(request.method())) {
          return route.action().run(request, path);
        }
        methods.add(route.method());
      }
    }
    return methods.isEmpty()
        ? Json.answer(404, Map.of("error", "not_found", "reason", "no such route"))
        : Json.answer(
            405, Map.of("error", "method_not_allowed", "reason", "takes " + methods + " only"));
  }

  static Optional<String> query(HttpRequest request, String name) {
    return Optional.ofNullable(request.query().get(name)).filter(value -> !value.isEmpty());
  }

  /** A whole number in the query from 0 to a most; its default when it is missing. */
  static int queryNumber(HttpRequest request, String name, int missing, int most) {
    Optional<String> text = query(request, name);
    if (text.isEmpty()) {
      return missing;
    }
    if (!text.get().matches("[0-9]{1,9}") || Integer.parseInt(text.get()) > most) {
      throw new RefusedException(400, name, "must be a whole number from 0 to " + most);
    }
    return Integer.parseInt(text.get());
  }
}
