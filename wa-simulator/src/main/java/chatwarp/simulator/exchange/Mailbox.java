package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.Jid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one device has to receive (09 §8). Stanzas leave in the order they were posted; delivered
 * ones stay until acknowledged and come first when the device connects again. Safe from any thread;
 * delivery under the lock only enqueues.
 */
final class Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  /** More than any test sends to a device that is away; then the oldest give way. */
  private static final int MAX_WAITING = 100_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Node> waiting = new ArrayDeque<>();
  private final ArrayDeque<Node> unacknowledged = new ArrayDeque<>();
  private @Nullable DeviceEndpoint endpoint;
  private boolean live;

  /** Connects an endpoint, which gets answers but no backlog yet; answers the one it replaces. */
  Optional<DeviceEndpoint> attach(DeviceEndpoint connected) {
    lock.lock();
    try {
      Optional<DeviceEndpoint> replaced = Optional.ofNullable(endpoint);
      endpoint = connected;
      live = false;
      recall();
      return replaced;
    } finally {
      lock.unlock();
    }
  }

  /** Delivers the backlog and goes live; false when it already is, or nobody is connected. */
  boolean activate() {
    lock.lock();
    try {
      DeviceEndpoint target = endpoint;
      if (target == null || live) {
        return false;
      }
      live = true;
      drain(target);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void drain(DeviceEndpoint target) {
    int count = waiting.size();
    if (count > 0) {
      target.deliver(Backlog.preview(waiting));
    }
    for (int number = 0; number < count; number++) {
      Node stanza = waiting.removeFirst();
      unacknowledged.addLast(stanza);
      target.deliver(stanza.toBuilder().attr("offline", number).build());
    }
    target.deliver(Backlog.end(count));
  }

  /** The connection is gone; true when it was the current one. */
  boolean detach(DeviceEndpoint gone) {
    lock.lock();
    try {
      if (!gone.equals(endpoint)) {
        return false;
      }
      endpoint = null;
      live = false;
      recall();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void recall() {
    while (!unacknowledged.isEmpty()) {
      waiting.addFirst(unacknowledged.removeLast());
    }
  }

  /** Takes a stanza that must arrive; delivers it now when the device is live. */
  void post(Node stanza) {
    lock.lock();
    try {
      DeviceEndpoint target = endpoint;
      if (live && target != null) {
        unacknowledged.addLast(stanza);
        target.deliver(stanza);
      } else {
        waiting.addLast(stanza);
        if (waiting.size() > MAX_WAITING) {
          waiting.removeFirst();
          LOG.warn("a device is away for too long: its oldest stanza is dropped");
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Delivers an answer to the connected endpoint, or drops it. */
  void tell(Node stanza) {
    lock.lock();
    try {
      DeviceEndpoint target = endpoint;
      if (target != null) {
        target.deliver(stanza);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Delivers a stanza that is worthless later; false when the device is not live. */
  boolean offer(Node stanza) {
    lock.lock();
    try {
      DeviceEndpoint target = endpoint;
      if (!live || target == null) {
        return false;
      }
      target.deliver(stanza);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a delivered stanza: the device acked it, or answered a message with a receipt. */
  void acknowledge(String tag, String id, Optional<Jid> sender) {
    lock.lock();
    try {
      if (!remove(tag, id, sender)) {
        // Peers spell the sender of one stanza differently; its id is enough.
        remove(tag, id, Optional.empty());
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean remove(String tag, String id, Optional<Jid> sender) {
    Iterator<Node> delivered = unacknowledged.iterator();
    while (delivered.hasNext()) {
      Node stanza = delivered.next();
      if (stanza.is(tag)
          && stanza.attrIs("id", id)
          && (sender.isEmpty() || stanza.attrJid("from").equals(sender))) {
        delivered.remove();
        return true;
      }
    }
    return false;
  }

  /** The connected endpoint. */
  Optional<DeviceEndpoint> endpoint() {
    lock.lock();
    try {
      return Optional.ofNullable(endpoint);
    } finally {
      lock.unlock();
    }
  }

  boolean live() {
    lock.lock();
    try {
      return live;
    } finally {
      lock.unlock();
    }
  }

  /** Everything not acknowledged, delivered or not, in order. */
  List<Node> pending() {
    lock.lock();
    try {
      List<Node> pending = new ArrayList<>(unacknowledged);
      pending.addAll(waiting);
      return pending;
    } finally {
      lock.unlock();
    }
  }
}
