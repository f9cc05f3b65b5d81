package chatwarp.application.instance;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.Timers;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says again and again that this node lives, so that its leases hold, and looks for instances and
 * events whose node does not.
 */
final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final InstanceParts parts;
  private final Consumer<List<InstanceId>> abandoned;
  private volatile Timers.Timer next = () -> {};
  private volatile boolean stopped;

  /**
   * @param abandoned is told what another node has left behind; may block
   */
  Heartbeat(InstanceParts parts, Consumer<List<InstanceId>> abandoned) {
    this.parts = parts;
    this.abandoned = abandoned;
  }

  /**
   * Blocks for the first one: leases taken after it are safe.
   *
   * @throws StoreException when the node cannot be kept
   */
  void start() {
    parts.instances().heartbeat(parts.settings().node());
    schedule();
  }

  private void schedule() {
    next = parts.timers().after(parts.settings().heartbeat(), this::beat);
    if (stopped) {
      next.cancel();
    }
  }

  private void beat() {
    if (stopped) {
      return;
    }
    try {
      parts.instances().heartbeat(parts.settings().node());
      List<InstanceId> left = parts.instances().abandoned(parts.settings().node());
      if (!left.isEmpty()) {
        abandoned.accept(left);
      }
      parts.dispatcher().resume();
    } catch (StoreException e) {
      LOG.warn("this node could not say that it lives; another may take its instances over", e);
    } finally {
      schedule();
    }
  }

  void stop() {
    stopped = true;
    next.cancel();
  }
}
