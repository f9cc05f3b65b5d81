package chatwarp.simulator.group;

import java.time.Instant;

/**
 * Somebody asks to be let in.
 *
 * @param method how they came: {@code invite_link} or {@code linked_group_join}
 */
public record JoinRequest(Instant at, String method) {}
