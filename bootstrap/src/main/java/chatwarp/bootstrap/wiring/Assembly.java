package chatwarp.bootstrap.wiring;

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
import chatwarp.domain.port.LinkReader;
import chatwarp.domain.port.MediaFetcher;
import chatwarp.domain.port.MediaWorkshop;
import chatwarp.domain.port.ProtocolSessionFactory;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.Timers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A set of ports to be plugged together: the real adapters when the server runs, those in memory in
 * a test. The application and the REST edge are the same for both.
 *
 * @param publishers makes the sinks; they render with what they are given
 * @param spool a folder for files on their way through
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
    MediaFetcher fetcher,
    LinkReader links,
    MediaWorkshop workshop,
    Path spool,
    Timers timers,
    InstantSource clock,
    RandomGenerator random,
    Executor executor) {

  /**
   * Starts the application behind the edge.
   *
   * @param closing gets what has to be stopped
   */
  void start(Closing closing, Edge edge, ApplicationSettings settings) {
    Application application =
        Application.start(
            new ApplicationPorts(
                instances,
                auth,
                state,
                conversations,
                events,
                sessions,
                publishers.apply(edge.renderer()),
                edge.renderer(),
                fetcher,
                links,
                workshop,
                spool,
                timers,
                clock,
                random,
                executor),
            settings);
    closing.addStop("application", application::stop);
    edge.serve(application, readiness);
  }
}
