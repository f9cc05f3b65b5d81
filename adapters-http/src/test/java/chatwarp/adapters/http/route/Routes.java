package chatwarp.adapters.http.route;

import java.time.InstantSource;
import java.util.List;

/** The routes as the server has them, for tests that must not miss one. */
final class Routes {
  private Routes() {}

  static List<Route> registered() {
    InMemoryInstances instances = new InMemoryInstances();
    return HttpApi.routes(
        Api.keyed(),
        new UseCases.Started(
            instances, new InMemoryMessages(instances), new InMemoryChats(), new InMemoryGroups()),
        () -> true,
        InstantSource.system());
  }
}
