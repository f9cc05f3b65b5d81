package chatwarp.bootstrap.wiring;

import chatwarp.adapters.http.route.HttpApi;
import chatwarp.adapters.http.route.HttpConfig;
import chatwarp.adapters.http.route.Readiness;
import chatwarp.application.Application;
import chatwarp.domain.port.EventRenderer;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The REST API, listening before there is an application behind it: who waits for the server can
 * ask how far it is.
 */
final class Edge {
  private final LateUseCases useCases;
  private final URI address;
  private final EventRenderer renderer;

  private Edge(LateUseCases useCases, URI address, EventRenderer renderer) {
    this.useCases = useCases;
    this.address = address;
    this.renderer = renderer;
  }

  /**
   * Starts listening.
   *
   * @param closing gets the API, to be stopped before the application is
   * @param url the address users reach the server by; when absent, the one that is listened on
   */
  static Edge open(Closing closing, HttpConfig http, RandomGenerator random, Optional<URI> url) {
    LateUseCases useCases = new LateUseCases();
    HttpApi api =
        closing.add(
            "API",
            HttpApi.start(http, useCases, useCases, random, InstantSource.system(), List.of()));
    URI address = URI.create("http://" + http.host() + ":" + api.port());
    return new Edge(useCases, address, HttpApi.eventRenderer(http, url.orElse(address).toString()));
  }

  /** Where it listens. */
  URI address() {
    return address;
  }

  /** What events look like to their receivers. */
  EventRenderer renderer() {
    return renderer;
  }

  /** Requests reach the application from now on. */
  void serve(Application application, Readiness readiness) {
    useCases.started(application, readiness);
  }
}
