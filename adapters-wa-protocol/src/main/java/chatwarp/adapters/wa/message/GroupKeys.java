package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.Peers.Peer;
import chatwarp.adapters.wa.device.StateKind;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.SenderKeyCipher;
import chatwarp.adapters.wa.signal.SenderKeyDistribution;
import chatwarp.adapters.wa.signal.SenderKeyMessage;
import chatwarp.adapters.wa.signal.SenderKeyName;
import chatwarp.adapters.wa.signal.SenderKeyRecord;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender keys that others gave us for one chat, within one step (04 §8). A device's key is held
 * where its session is: under its LID when that is known.
 */
final class GroupKeys {
  private static final Logger LOG = LoggerFactory.getLogger(GroupKeys.class);

  /** Kept under {@link SenderKeyName#text}. */
  static final StateKind<SenderKeyRecord> KIND =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.SENDER_KEY;
        }

        @Override
        public byte[] encode(SenderKeyRecord record) {
          return record.encode();
        }

        @Override
        public SenderKeyRecord decode(byte[] stored) {
          return SenderKeyRecord.decode(stored);
        }
      };

  private final SenderKeyCipher cipher;
  private final Step step;
  private final Jid chat;

  GroupKeys(SenderKeyCipher cipher, Step step, Jid chat) {
    this.cipher = cipher;
    this.step = step;
    this.chat = chat;
  }

  /** Takes the key that a message may bring along; one that cannot be read is left alone. */
  void takeFrom(Message message, Peer sender) {
    Message inner =
        message.hasDeviceSentMessage() ? message.getDeviceSentMessage().getMessage() : message;
    Message bearer = message.hasSenderKeyDistributionMessage() ? message : inner;
    if (!bearer.hasSenderKeyDistributionMessage()) {
      return;
    }
    Message.SenderKeyDistributionMessage brought = bearer.getSenderKeyDistributionMessage();
    if (brought.hasGroupId() && !brought.getGroupId().equals(chat.toString())) {
      LOG.warn("a sender key is for another chat than it came in");
      return;
    }
    try {
      byte[] bytes = brought.getAxolotlSenderKeyDistributionMessage().toByteArray();
      put(sender, cipher.accept(record(sender), SenderKeyDistribution.parse(bytes)));
    } catch (SignalException e) {
      LOG.warn("a sender key cannot be used: {}", e.getMessage());
    }
  }

  /**
   * Decrypts a message of a device under its key.
   *
   * @throws SignalException when that cannot be done
   */
  byte[] decrypt(byte[] bytes, Peer sender) {
    SenderKeyMessage message = SenderKeyMessage.parse(bytes);
    SenderKeyCipher.Received read = cipher.decrypt(record(sender), message);
    put(sender, read.next());
    return read.plaintext();
  }

  private SenderKeyRecord record(Peer sender) {
    List<StateKey> keys = new ArrayList<>(2);
    keys.add(KIND.key(name(sender)));
    former(sender).ifPresent(name -> keys.add(KIND.key(name)));
    step.want(keys);
    return step.read(KIND, name(sender))
        .or(() -> former(sender).flatMap(name -> step.read(KIND, name)))
        .orElse(SenderKeyRecord.empty());
  }

  private void put(Peer sender, SenderKeyRecord record) {
    step.put(KIND, name(sender), record);
    former(sender)
        .filter(name -> step.read(KIND, name).isPresent())
        .ifPresent(name -> step.delete(KIND, name));
  }

  private String name(Peer sender) {
    return SenderKeyName.of(chat, sender.address()).text();
  }

  private Optional<String> former(Peer sender) {
    return sender.former().map(address -> SenderKeyName.of(chat, address).text());
  }
}
