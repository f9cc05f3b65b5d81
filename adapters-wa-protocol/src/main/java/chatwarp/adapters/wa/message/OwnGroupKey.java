package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.Peers.Peer;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.SenderKeyCipher;
import chatwarp.adapters.wa.signal.SenderKeyName;
import chatwarp.adapters.wa.signal.SenderKeyRecord;
import chatwarp.adapters.wa.signal.SignalAddress;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import com.google.protobuf.UnsafeByteOperations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Our own sender key of one chat with many, and who has it, within one step (04 §8).
 *
 * <p>The key is made anew when a device that has it is not among the recipients any more, because
 * its owner left, or it was unlinked: it must not read what comes after.
 */
final class OwnGroupKey {
  private final SenderKeyCipher cipher;
  private final Step step;
  private final Jid chat;
  private final String name;
  private SenderKeyRecord record;
  private KeyHolders holders;

  OwnGroupKey(SenderKeyCipher cipher, Step step, Jid chat) {
    this.cipher = cipher;
    this.step = step;
    this.chat = chat;
    DeviceJid own = OwnAddress.of(step.auth()).canonical();
    this.name = SenderKeyName.of(chat, SignalAddress.of(own)).text();
    step.want(List.of(GroupKeys.KIND.key(name), KeyHolders.KIND.key(chat.toString())));
    this.record = step.read(GroupKeys.KIND, name).orElse(SenderKeyRecord.empty());
    this.holders = step.read(KeyHolders.KIND, chat.toString()).orElse(KeyHolders.NONE);
  }

  /** Lets the next message go under a new key, which everybody gets. */
  void renew() {
    record = SenderKeyRecord.empty();
  }

  /** The recipients as we hold them, and whether each has the key. */
  record Recipients(Map<DeviceJid, Peer> peers, List<DeviceJid> lacking) {}

  /** Looks at who is to read the next message; makes room for a new key when somebody is gone. */
  Recipients recipients(Collection<DeviceJid> devices) {
    Map<DeviceJid, Peer> peers = Peers.identified(step, devices);
    Set<SignalAddress> present = new HashSet<>(2 * peers.size());
    peers
        .values()
        .forEach(peer -> {
          present.add(peer.address());
          peer.former().ifPresent(present::add);
        });
    boolean somebodyLeft =
        holders.devices().entrySet().stream()
            .anyMatch(holder ->
                holder.getValue().identity() != KeyHolders.Holder.LACKS_THE_KEY
                    && !present.contains(holder.getKey()));
    if (somebodyLeft) {
      record = SenderKeyRecord.empty();
    }
    List<DeviceJid> lacking = new ArrayList<>();
    peers.forEach((device, peer) -> {
      boolean holds =
          !record.isEmpty()
              && holders
                  .find(peer)
                  .filter(holder -> holder.holds(Peers.identity(step, peer)))
                  .isPresent();
      if (!holds) {
        lacking.add(device);
      }
    });
    return new Recipients(peers, lacking);
  }

  /** The key as it is now, for those who lack it; to be taken before the message is encrypted. */
  Message.SenderKeyDistributionMessage distribution() {
    SenderKeyCipher.Distribution distribution = cipher.distribute(record);
    record = distribution.next();
    return Message.SenderKeyDistributionMessage.newBuilder()
        .setGroupId(chat.toString())
        .setAxolotlSenderKeyDistributionMessage(
            UnsafeByteOperations.unsafeWrap(distribution.message().encode()))
        .build();
  }

  /** Encrypts a message for everybody who has the key. */
  SignalCiphertext encrypt(byte[] padded) {
    SenderKeyCipher.Sent sent = cipher.encrypt(record, padded);
    record = sent.next();
    return sent.ciphertext();
  }

  /**
   * Stages the key as it is now, and who has it.
   *
   * @param recipients all who are to read
   * @param given those of them who lacked the key and get it now
   */
  void keep(Recipients recipients, Set<DeviceJid> given, Instant now) {
    Set<DeviceJid> lacked = new HashSet<>(recipients.lacking());
    Map<SignalAddress, KeyHolders.Holder> next =
        LinkedHashMap.newLinkedHashMap(recipients.peers().size());
    recipients
        .peers()
        .forEach((device, peer) -> {
          KeyHolders.Holder before =
              holders
                  .find(peer)
                  .orElse(new KeyHolders.Holder(now, KeyHolders.Holder.LACKS_THE_KEY));
          int identity =
              given.contains(device)
                  ? mark(peer)
                  : lacked.contains(device) ? KeyHolders.Holder.LACKS_THE_KEY : before.identity();
          next.put(peer.address(), new KeyHolders.Holder(before.since(), identity));
        });
    step.put(GroupKeys.KIND, name, record);
    remember(new KeyHolders(next));
  }

  /** Stages that one device got the key beside the others. */
  void given(Peer peer, Instant now) {
    Instant since = holders.find(peer).map(KeyHolders.Holder::since).orElse(now);
    Map<SignalAddress, KeyHolders.Holder> next = new HashMap<>(holders.devices());
    peer.former().ifPresent(next::remove);
    next.put(peer.address(), new KeyHolders.Holder(since, mark(peer)));
    step.put(GroupKeys.KIND, name, record);
    remember(new KeyHolders(next));
  }

  private void remember(KeyHolders next) {
    if (!next.equals(holders)) {
      holders = next;
      step.put(KeyHolders.KIND, chat.toString(), next);
    }
  }

  private int mark(Peer peer) {
    return Peers.identity(step, peer).map(KeyHolders::mark).orElse(KeyHolders.Holder.LACKS_THE_KEY);
  }

  /** Whether a message of ours at that time was for a person, on whichever device. */
  boolean reached(Peer anyDevice, Instant at) {
    return holders.reached(anyDevice, at);
  }
}
