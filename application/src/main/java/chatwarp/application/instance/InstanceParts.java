package chatwarp.application.instance;

import chatwarp.application.event.EventDispatcher;
import chatwarp.application.event.EventIds;
import chatwarp.application.memory.AnnouncedStatuses;
import chatwarp.application.memory.KnownConversations;
import chatwarp.application.memory.KnownTargets;
import chatwarp.domain.port.AuthRepository;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.InstanceRepository;
import chatwarp.domain.port.ProtocolSessionFactory;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.Timers;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What all instances of the process share.
 *
 * @param random safe for use by many threads
 * @param executor starts a virtual thread per task
 */
public record InstanceParts(
    ConnectionSettings settings,
    InstanceRepository instances,
    AuthRepository auth,
    StateStore state,
    ConversationRepository conversations,
    ProtocolSessionFactory sessions,
    EventRenderer renderer,
    EventDispatcher dispatcher,
    EventIds ids,
    KnownConversations known,
    AnnouncedStatuses statuses,
    KnownTargets targets,
    InstantSource clock,
    RandomGenerator random,
    Timers timers,
    Executor executor) {}
