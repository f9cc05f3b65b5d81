package chatwarp.domain.content;

import chatwarp.domain.model.MessageKey;

/**
 * A reaction to a message.
 *
 * @param emoji empty to take the reaction back
 */
public record ReactionContent(MessageKey target, String emoji) implements MessageContent {
  /** Whether it takes a reaction back. */
  public boolean removes() {
    return emoji.isEmpty();
  }
}
