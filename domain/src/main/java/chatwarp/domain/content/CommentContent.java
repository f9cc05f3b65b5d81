package chatwarp.domain.content;

import chatwarp.domain.model.MessageKey;

/** A comment under a message of a community's announcement group. */
public record CommentContent(MessageKey target, MessageContent comment) implements MessageContent {}
