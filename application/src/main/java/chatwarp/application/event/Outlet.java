package chatwarp.application.event;

import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.EventPublisher;
import chatwarp.domain.port.EventTarget;
import chatwarp.domain.port.StoredEvent;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the publisher that serves a target. */
final class Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

  private final List<EventPublisher> publishers;

  Outlet(List<EventPublisher> publishers) {
    this.publishers = List.copyOf(publishers);
  }

  /** One attempt, blocking; a publisher's own fault counts as one that may pass. */
  Delivery publish(EventTarget target, StoredEvent event) {
    try {
      return publishers.stream()
          .filter(publisher -> publisher.serves(target))
          .findFirst()
          .map(publisher -> publisher.publish(target, event))
          .orElseGet(() -> new Delivery.GiveUp("nothing delivers to such a target"));
    } catch (RuntimeException bug) {
      LOG.error("a publisher failed on event {}", event.event().id(), bug);
      return new Delivery.TryAgain("internal fault", Optional.empty());
    }
  }
}
