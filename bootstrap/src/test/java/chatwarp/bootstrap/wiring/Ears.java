package chatwarp.bootstrap.wiring;

import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.EventPublisher;
import chatwarp.domain.port.EventTarget;
import chatwarp.domain.port.StoredEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What instances tell their webhooks: that they are open, and which texts came. */
final class Ears implements EventPublisher {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Somebody who listens to one instance. */
  record Listener(CountDownLatch open, Tally texts) {}

  private final Map<InstanceName, Listener> listeners = new ConcurrentHashMap<>();

  void listen(InstanceName instance, Listener listener) {
    listeners.put(instance, listener);
  }

  @Override
  public boolean serves(EventTarget target) {
    return true;
  }

  @Override
  public Delivery publish(EventTarget target, StoredEvent stored, EventAttachment attachment) {
    Listener listener = listeners.get(stored.event().instance());
    EventKind kind = stored.event().kind();
    if (listener != null
        && (kind == EventKind.MESSAGES_UPSERT || kind == EventKind.CONNECTION_UPDATE)) {
      JsonNode data = JSON.readTree(stored.event().data());
      if (data.path("state").asString("").equals("open")) {
        listener.open().countDown();
      }
      String text = data.path("message").path("conversation").asString("");
      if (!text.isEmpty()) {
        listener.texts().read(text);
      }
    }
    return new Delivery.Delivered();
  }
}
