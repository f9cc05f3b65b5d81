package chatwarp.application.chat;

import chatwarp.domain.model.MessageKey;

/**
 * A message that the user has seen.
 *
 * @param played whether it was also played or opened: a voice note, a round video, a view-once
 */
public record SeenMessage(MessageKey key, boolean played) {}
