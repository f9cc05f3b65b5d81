package chatwarp.domain.content;

import chatwarp.domain.model.MessageKey;

/** Deletes a message for everyone: the sender's own, or another's by a group's admin. */
public record RevokeContent(MessageKey target) implements MessageContent {}
