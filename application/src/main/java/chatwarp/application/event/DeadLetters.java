package chatwarp.application.event;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.DeadLetter;
import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.TargetId;
import java.util.List;
import java.util.Optional;

/**
 * What users do with events that were given up on. Any thread may call; methods block. Failures are
 * the domain's port exceptions.
 */
public interface DeadLetters {
  /** The oldest dead letters of an instance. */
  List<DeadLetter> list(InstanceId instance, int limit);

  /**
   * Tries a dead letter once more, outside the order of events; it is gone when the target took it.
   *
   * @return how the attempt ended; empty when there is no such letter, or no such target any more
   */
  Optional<Delivery> replay(InstanceId instance, TargetId target, long seq);
}
