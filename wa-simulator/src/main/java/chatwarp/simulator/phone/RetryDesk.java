package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.DeviceJid;
import chatwarp.simulator.account.Bundle;
import chatwarp.simulator.account.OneTimePreKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Both directions of retries (05 §13): asks for messages that could not be read, and sends again
 * what others ask for. Belongs to the phone's executor.
 */
final class RetryDesk {
  private static final int MOST_ASKED = 5;
  private static final int REMEMBERED = 512;

  private final PhoneKit kit;
  private final Outbox outbox;
  private final Map<Unread, Integer> asked = new LinkedHashMap<>();

  private record Unread(DeviceJid from, String id) {}

  RetryDesk(PhoneKit kit, Outbox outbox) {
    this.kit = kit;
    this.outbox = outbox;
  }

  /** Asks the sender for a message again, unless that was asked often enough. */
  void ask(Node message, DeviceJid from, Unreadable reason) {
    int earlier = message.children("enc").stream().mapToInt(RetryDesk::count).max().orElse(0);
    int count =
        asked.merge(
            new Unread(from, message.requireAttr("id")),
            earlier + 1,
            (before, first) -> Math.max(before + 1, first));
    if (asked.size() > REMEMBERED) {
      asked.remove(asked.keySet().iterator().next());
    }
    if (count > MOST_ASKED) {
      return;
    }
    Node registration = PhoneStanzas.registration(kit.identity().registrationId());
    boolean withKeys =
        count > 1
            || reason == Unreadable.NO_SESSION
            || reason == Unreadable.NO_SENDER_KEY
            || reason == Unreadable.UNKNOWN_PREKEY;
    kit.line()
        .submit(
            withKeys
                ? PhoneStanzas.retry(message, count, reason, registration, keys())
                : PhoneStanzas.retry(message, count, reason, registration));
  }

  /** The keys for a new session; the one-time key is for this sender alone. */
  private Node keys() {
    OneTimePreKey fresh = kit.preKeys().next(1).getFirst();
    Node keys =
        PhoneStanzas.keys(
            kit.identity().identity().publicKey().raw(), fresh, kit.preKeys().signedPublic());
    return kit.device()
        .companion()
        .map(linked -> PhoneStanzas.withIdentity(keys, linked.deviceIdentity()))
        .orElse(keys);
  }

  /** Sends a message of this phone again to the device that could not read it. */
  void answer(Node receipt) {
    String id = receipt.requireAttr("id");
    DeviceJid device = MessageReader.sender(receipt);
    Optional<SentMessages.Sent> original = outbox.sent().answer(id, device);
    if (original.isEmpty()) {
      return;
    }
    int count = receipt.child("retry").map(RetryDesk::count).orElse(1);
    if (renewed(receipt, kit.address(device), count)) {
      outbox.resend(id, original.get(), device, count);
    }
  }

  /** Puts the session right that the receipt complains about; false when there is no way. */
  private boolean renewed(Node receipt, DeviceJid address, int count) {
    RetryKeys keys = RetryKeys.of(receipt);
    if (keys.bundle().isPresent()) {
      kit.sessions().start(address, keys.bundle().get());
      return true;
    }
    boolean reinstalled =
        keys.registrationId()
            .filter(id -> kit.sessions().registeredOtherwise(address, id))
            .isPresent();
    if (reinstalled) {
      kit.sessions().forget(address);
    }
    if (kit.sessions().has(address) && count <= 1) {
      return true;
    }
    Optional<Bundle> bundle =
        kit.accounts().device(address).flatMap(device -> device.preKeys().take());
    bundle.ifPresent(present -> kit.sessions().start(address, present));
    return bundle.isPresent();
  }

  private static int count(Node node) {
    return node.has("count") ? node.requireInt("count") : 0;
  }
}
