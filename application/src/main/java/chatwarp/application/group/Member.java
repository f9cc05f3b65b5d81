package chatwarp.application.group;

import chatwarp.domain.model.GroupParticipant;
import java.util.Optional;

/**
 * A member of a group.
 *
 * @param name what they call themselves, when known
 */
public record Member(GroupParticipant participant, Optional<String> name) {}
