package chatwarp.simulator.phone;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last messages of one phone, for recipients who could not read them (05 §13), and how often
 * each device asked. Belongs to the phone's executor.
 */
final class SentMessages {
  private static final int KEPT = 512;
  private static final int ANSWERS = 5;

  private final Map<String, Sent> byId = new LinkedHashMap<>();

  /**
   * A message as it was meant.
   *
   * @param to the bare recipient, or the group
   * @param peer whether it went to an own companion as category peer
   */
  record Sent(Jid to, Message message, boolean peer, Map<DeviceJid, Integer> answered) {
    Sent(Jid to, Message message, boolean peer) {
      this(to, message, peer, new LinkedHashMap<>());
    }

    @Override
    public String toString() {
      return "Sent[redacted]";
    }
  }

  void keep(String id, Sent sent) {
    byId.remove(id);
    byId.put(id, sent);
    if (byId.size() > KEPT) {
      byId.remove(byId.keySet().iterator().next());
    }
  }

  /** The message, when it is still kept. */
  Optional<Sent> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The message, when it is still kept and this device has not asked too often for it. */
  Optional<Sent> answer(String id, DeviceJid device) {
    Sent sent = byId.get(id);
    if (sent == null || sent.answered().merge(device, 1, Integer::sum) > ANSWERS) {
      return Optional.empty();
    }
    return Optional.of(sent);
  }
}
