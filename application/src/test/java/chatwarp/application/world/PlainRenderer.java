package chatwarp.application.world;

import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Renders an event as its own text, enough to see in a test what was told. */
public final class PlainRenderer implements EventRenderer {
  @Override
  public byte[] data(InstanceId id, InstanceName name, InstanceEvent event) {
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] envelope(StoredEvent event, Optional<String> destination) {
    return event.event().data();
  }
}
