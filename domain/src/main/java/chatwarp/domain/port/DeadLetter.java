package chatwarp.domain.port;

import java.time.Instant;

/** An event that was given up on. */
public record DeadLetter(TargetId target, StoredEvent event, String reason, Instant at) {}
