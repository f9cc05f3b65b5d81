package chatwarp.domain.port;

import chatwarp.domain.content.MessageRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * A kept message with what became of it.
 *
 * @param message with its newest content
 * @param edited when it was edited last
 * @param deleted when it was deleted for everyone; what it said stays readable here
 */
public record StoredMessage(
    MessageRecord message, Optional<Instant> edited, Optional<Instant> deleted) {}
