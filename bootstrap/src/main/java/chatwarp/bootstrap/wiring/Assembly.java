package chatwarp.bootstrap.wiring;

import chatwarp.adapters.http.route.HttpApi;
import chatwarp.adapters.http.route.HttpConfig;
import chatwarp.adapters.http.route.Readiness;
import chatwarp.application.Application;
import chatwarp.application.ApplicationPorts;
import chatwarp.application.ApplicationSettings;
import chatwarp.domain.port.AuthRepository;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.EventOutbox;
import chatwarp.domain.port.EventPublisher;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.InstanceRepository;
import chatwarp.domain.port.ProtocolSessionFactory;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.Timers;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A set of ports to be plugged together: the real adapters when the server runs, those in memory in
 * a test. The application and the REST edge are the same for both.
 *
 * @param publishers makes the sinks; they render with what they are given
 * @param random safe for use by many threads
 * @param executor starts a virtual thread per task
 */
record Assembly(
    InstanceRepository instances,
    AuthRepository auth,
    StateStore state,
    ConversationRepository conversations,
    EventOutbox events,
    Readiness readiness,
    ProtocolSessionFactory sessions,
    Function<EventRenderer, List<EventPublisher>> publishers,
    Timers timers,
    InstantSource clock,
    RandomGenerator random,
    Executor executor) {

  /**
   * Starts the application and the API.
   *
   * @param closing gets what has to be stopped
   * @param url the address users reach the server by; when absent, the one that is listened on
   * @return the address that is listened on
   */
  URI start(Closing closing, HttpConfig http, ApplicationSettings settings, Optional<URI> url) {
    CompletableFuture<EventRenderer> envelopes = new CompletableFuture<>();
    EventRenderer renderer = new LateUrlRenderer(HttpApi.eventRenderer(http, ""), envelopes);
    Application application =
        Application.start(
            new ApplicationPorts(
                instances,
                auth,
                state,
                conversations,
                events,
                sessions,
                publishers.apply(renderer),
                renderer,
                timers,
                clock,
                random,
                executor),
            settings);
    closing.addStop("application", application::stop);
    HttpApi api =
        closing.add(
            "API",
            HttpApi.start(
                http,
                application.instances(),
                application.messages(),
                readiness,
                random,
                List.of()));
    URI address = URI.create("http://" + http.host() + ":" + api.port());
    envelopes.complete(HttpApi.eventRenderer(http, url.orElse(address).toString()));
    return address;
  }
}
