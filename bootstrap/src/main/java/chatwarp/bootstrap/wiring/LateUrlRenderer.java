package chatwarp.bootstrap.wiring;

import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.StoredEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A renderer whose server address is known only once the API listens, as with port 0. Payloads do
 * not hold it; an envelope waits for it.
 */
record LateUrlRenderer(EventRenderer payloads, CompletableFuture<EventRenderer> envelopes)
    implements EventRenderer {
  @Override
  public byte[] data(InstanceId id, InstanceName name, InstanceEvent event) {
    return payloads.data(id, name, event);
  }

  @Override
  public byte[] envelope(StoredEvent event, Optional<String> destination) {
    return envelopes.join().envelope(event, destination);
  }
}
