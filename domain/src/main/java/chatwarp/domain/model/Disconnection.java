package chatwarp.domain.model;

import java.time.Instant;

/** The last final disconnect of an instance. */
public record Disconnection(DisconnectReason reason, Instant at) {}
