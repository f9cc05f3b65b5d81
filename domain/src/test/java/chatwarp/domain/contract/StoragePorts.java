package chatwarp.domain.contract;

import chatwarp.domain.port.AuthRepository;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.EventOutbox;
import chatwarp.domain.port.InstanceRepository;
import chatwarp.domain.port.StateStore;

/** The five storage ports over one store. */
public record StoragePorts(
    AuthRepository auth,
    StateStore state,
    InstanceRepository instances,
    ConversationRepository conversations,
    EventOutbox events) {}
