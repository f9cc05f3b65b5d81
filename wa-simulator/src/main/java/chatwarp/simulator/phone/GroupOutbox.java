package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.DeviceHash;
import chatwarp.simulator.content.StanzaTraits;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Encrypts a phone's messages to groups: once for all, under its sender key, and that key for every
 * device that does not have it (05 §5). Belongs to the phone's executor.
 */
final class GroupOutbox {
  private final PhoneKit kit;
  private final PhoneGroups groups;

  GroupOutbox(PhoneKit kit, PhoneGroups groups) {
    this.kit = kit;
    this.groups = groups;
  }

  /** Encrypts a message for one device, when there is or can be a session with it. */
  @FunctionalInterface
  interface Pairwise {
    Optional<Node> entry(Device device, byte[] message);
  }

  /** The stanza of a message to a group that the phone is in. */
  Node stanza(String id, Membership group, Message message, SendFault fault, Pairwise pairwise) {
    List<Device> all = group.devices();
    Set<Device> readers = new HashSet<>(all);
    readers.remove(kit.device());
    if (!readers.containsAll(group.holders())) {
      groups.renew(group);
    }
    // Before the message, so that whoever gets the key can read from here on.
    byte[] key = distribution(group.group()).toByteArray();
    List<Node> entries = new ArrayList<>();
    for (Device device : all) {
      if (readers.contains(device) && !group.holders().contains(device)) {
        Optional<Node> entry = pairwise.entry(device, key);
        entry.ifPresent(given -> {
          entries.add(given);
          group.holders().add(device);
        });
      }
    }
    byte[] padded = Padding.pad(message.toByteArray(), kit.random());
    SignalCiphertext sealed =
        fault == SendFault.REUSE_NEXT
            ? kit.senderKeys().encryptKeepingKeys(group.group(), padded)
            : kit.senderKeys().encrypt(group.group(), padded);
    if (fault == SendFault.CORRUPT_MAC) {
      sealed = CorruptMac.of(sealed);
    }
    String phash = DeviceHash.of(all, group.byLid());
    return PhoneStanzas.groupMessage(id, group, StanzaTraits.of(message), phash, entries, sealed);
  }

  /** A message with the key it would be read with, for a device that could not (05 §13). */
  Message withKey(Jid group, Message message) {
    return message.toBuilder().mergeFrom(distribution(group)).build();
  }

  /** The own sender key for a group or for the status feed, as a message. */
  Message distribution(Jid group) {
    return Message.newBuilder()
        .setSenderKeyDistributionMessage(
            Message.SenderKeyDistributionMessage.newBuilder()
                .setGroupId(group.toString())
                .setAxolotlSenderKeyDistributionMessage(
                    ByteString.copyFrom(kit.senderKeys().distribute(group))))
        .build();
  }

  /** Whether a device may have a group's message again: its owner must still be in it. */
  Optional<Membership> stillIn(GroupJid group, DeviceJid device) {
    return groups
        .find(group)
        .filter(known -> kit.accounts().find(device).filter(known::has).isPresent());
  }
}
