package chatwarp.application;

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
import java.util.random.RandomGenerator;

/**
 * Everything the application needs from outside.
 *
 * @param spool a folder for files on their way through
 * @param random safe for use by many threads
 * @param executor starts a virtual thread per task
 */
public record ApplicationPorts(
    InstanceRepository instances,
    AuthRepository auth,
    StateStore state,
    ConversationRepository conversations,
    EventOutbox outbox,
    ProtocolSessionFactory sessions,
    List<EventPublisher> publishers,
    EventRenderer renderer,
    MediaFetcher fetcher,
    LinkReader links,
    MediaWorkshop workshop,
    Path spool,
    Timers timers,
    InstantSource clock,
    RandomGenerator random,
    Executor executor) {
  public ApplicationPorts {
    publishers = List.copyOf(publishers);
  }
}
