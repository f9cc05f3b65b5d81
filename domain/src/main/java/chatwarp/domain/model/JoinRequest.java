package chatwarp.domain.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who wants to join a group.
 *
 * @param method how they asked, for example {@code invite_link}
 */
public record JoinRequest(UserJid person, Optional<Instant> at, Optional<String> method) {}
