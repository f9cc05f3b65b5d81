package chatwarp.domain.port;

import chatwarp.domain.model.EventId;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.Optional;

/**
 * An event on its way into the outbox.
 *
 * @param instance the instance's name when it happened; an event outlives its instance
 * @param sender own address when it happened
 * @param data the rendered payload
 */
public record NewEvent(
    EventId id,
    EventKind kind,
    InstanceName instance,
    Optional<UserJid> sender,
    Instant at,
    byte[] data) {
  @Override
  public String toString() {
    return "NewEvent[" + id + ", " + kind + ", " + data.length + " bytes]";
  }
}
