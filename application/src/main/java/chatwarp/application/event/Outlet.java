package chatwarp.application.event;

import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.EventPublisher;
import chatwarp.domain.port.EventTarget;
import chatwarp.domain.port.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the publisher that serves a target. */
final class Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

  private final List<EventPublisher> publishers;
  private volatile EventFiles files = EventFiles.NONE;

  Outlet(List<EventPublisher> publishers) {
    this.publishers = List.copyOf(publishers);
  }

  /** From now on files come from there. */
  void files(EventFiles next) {
    files = next;
  }

  /** One attempt, blocking; a publisher's own fault counts as one that may pass. */
  Delivery publish(EventTarget target, StoredEvent event) {
    try {
      return publishers.stream()
          .filter(publisher -> publisher.serves(target))
          .findFirst()
          .map(publisher -> publish(publisher, target, event))
          .orElseGet(() -> new Delivery.GiveUp("nothing delivers to such a target"));
    } catch (RuntimeException bug) {
      LOG.error("a publisher failed on event {}", event.event().id(), bug);
      return new Delivery.TryAgain("internal fault", Optional.empty());
    }
  }

  /** The file is had anew for each attempt: between two of them lie minutes. */
  private Delivery publish(EventPublisher publisher, EventTarget target, StoredEvent event) {
    EventAttachment attachment = wantsFiles(target) ? files.of(event) : new EventAttachment.None();
    try {
      return publisher.publish(target, event, attachment);
    } finally {
      if (attachment instanceof EventAttachment.Attached(Path file)) {
        discard(file);
      }
    }
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a spool file could not be deleted", e);
    }
  }

  private static boolean wantsFiles(EventTarget target) {
    return switch (target) {
      case EventTarget.Webhook webhook -> webhook.config().base64();
    };
  }
}
