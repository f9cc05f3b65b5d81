package chatwarp.application.event;

import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.StoredEvent;

/** Where the files of messages come from, for targets that want them with the event. */
public interface EventFiles {
  /** Nothing has a file. */
  EventFiles NONE = _ -> new EventAttachment.None();

  /**
   * The file of the message that an event tells of. Blocks, but only so long: the events behind
   * this one wait. Whoever gets a file deletes it.
   */
  EventAttachment of(StoredEvent event);
}
