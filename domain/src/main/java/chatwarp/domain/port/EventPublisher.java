package chatwarp.domain.port;

/** Carries events to one kind of target. */
public interface EventPublisher {
  /** Whether this publisher serves that target. */
  boolean serves(EventTarget target);

  /**
   * Carries one event out, blocking until the target answered or the attempt timed out. Never
   * throws for what the target does.
   */
  Delivery publish(EventTarget target, StoredEvent event, EventAttachment attachment);

  /** The same without a file. */
  default Delivery publish(EventTarget target, StoredEvent event) {
    return publish(target, event, new EventAttachment.None());
  }
}
