package chatwarp.domain.content;

import chatwarp.domain.model.MessageKey;

/** Keeps a disappearing message, or lets it go again. */
public record KeepContent(MessageKey target, boolean keep) implements MessageContent {}
