package chatwarp.adapters.http.route;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The routes as the server has them, for tests that must not miss one. */
final class Routes {
  private Routes() {}

  static List<Route> registered() {
    InMemoryInstances instances = new InMemoryInstances();
    return HttpApi.routes(
        Api.keyed(),
        new UseCases.Started(
            instances,
            new InMemoryMessages(instances),
            new InMemoryChats(),
            new InMemoryGroups(),
            new InMemoryProfiles()),
        () -> true,
        InstantSource.system());
  }

  /** Those that a caller needs a key for. */
  static Stream<Route> withKey() {
    return registered().stream().filter(route -> route.protection() != Protection.NONE);
  }

  /** Those about one instance. */
  static Stream<Route> ofAnInstance() {
    return registered().stream().filter(route -> route.protection() == Protection.INSTANCE);
  }

  /** The path to ask for. */
  static String path(Route route, String instance) {
    return route.path().replace(":" + Route.INSTANCE, instance);
  }
}
