package chatwarp.domain.port;

import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import java.util.Optional;

/** Turns events into what users see. Pure: the same input gives the same bytes. */
public interface EventRenderer {
  /** The payload of an event, UTF-8 JSON. */
  byte[] data(InstanceId id, InstanceName name, InstanceEvent event);

  /**
   * The body that a sink carries out: the payload in its envelope, UTF-8 JSON.
   *
   * @param destination the address actually posted to, for sinks that have one
   */
  byte[] envelope(StoredEvent event, Optional<String> destination);

  /**
   * The same with the message's file in it, or why it is not there.
   *
   * @param attachment changes nothing in an event that tells of no message
   */
  EventBody envelope(StoredEvent event, Optional<String> destination, EventAttachment attachment);

  /** The message that an event tells as new: one that came, or one that was sent. */
  Optional<ToldMessage> message(NewEvent event);
}
