package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageKey;

/** A new content for a message; it keeps its key. */
public record EditContent(MessageKey target, MessageContent replacement) implements MessageContent {
  public EditContent {
    if (!(replacement instanceof TextContent)
        && !(replacement instanceof MediaContent)
        && !(replacement instanceof PollContent)
        && !(replacement instanceof CalendarEventContent)) {
      throw new InvalidValueException("message", "Message not compatible");
    }
  }
}
