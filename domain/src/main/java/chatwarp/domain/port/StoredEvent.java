package chatwarp.domain.port;

import chatwarp.domain.model.InstanceId;

/**
 * An event in the outbox.
 *
 * @param seq grows with every event of an instance, in commit order; gaps are normal
 */
public record StoredEvent(InstanceId instance, long seq, NewEvent event) {}
