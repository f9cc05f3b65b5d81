package chatwarp.domain.contract;

import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.MessageId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A linked device as the in-memory server knows it. Touched only under the server's lock. */
final class InMemoryDevice {
  final DeviceJid jid;

  /** What was sent to it and not acknowledged yet, oldest first. */
  final Map<MessageId, InMemoryText> pending = new LinkedHashMap<>();

  /** Ids of messages taken from it, so that a repeat is dropped. */
  final Map<MessageId, Integer> taken = new LinkedHashMap<>();

  Optional<InMemorySession> session = Optional.empty();

  InMemoryDevice(DeviceJid jid) {
    this.jid = jid;
  }
}
