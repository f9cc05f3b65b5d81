package chatwarp.simulator.exchange;

import chatwarp.simulator.account.Device;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every device's mailbox. Safe from any thread. */
final class Mailboxes {
  private final Map<Device, Mailbox> boxes = new ConcurrentHashMap<>();

  Mailbox of(Device device) {
    return boxes.computeIfAbsent(device, _ -> new Mailbox());
  }

  /** Forgets a device that was unlinked. */
  void discard(Device device) {
    boxes.remove(device);
  }
}
