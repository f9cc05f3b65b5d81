package chatwarp.domain.content;

import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;

/**
 * A message that is quoted.
 *
 * @param author who wrote it
 * @param content what it said
 */
public record Quote(MessageKey key, UserJid author, WireContent content) {}
