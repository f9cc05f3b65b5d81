package chatwarp.domain.content;

import chatwarp.domain.model.MessageKey;

/**
 * Whether somebody comes to an appointment.
 *
 * @param extraGuests how many they bring
 */
public record EventReplyContent(MessageKey event, Answer answer, int extraGuests)
    implements MessageContent {
  /** What they said. */
  public enum Answer {
    GOING,
    NOT_GOING,
    MAYBE
  }
}
