package chatwarp.domain.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A group's description.
 *
 * @param id names this version of it
 */
public record GroupDescription(
    String id, String text, Optional<UserJid> author, Optional<Instant> at) {}
