package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.DeviceSentMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Bundle;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.OneTimePreKey;
import chatwarp.simulator.content.StanzaTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts a phone's messages for every device that must get them and hands them to the server.
 * Belongs to the phone's executor.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** The last of the 24-bit ids; nobody gets so far. */
  private static final int UNKNOWN_PREKEY_ID = 0xFFFFFF;

  private final PhoneKit kit;
  private final GroupOutbox groups;
  private final Trust trust;
  private final Account account;
  private final MessageIds ids;
  private final SentMessages sent = new SentMessages();
  private final List<Node> held = new ArrayList<>();

  Outbox(PhoneKit kit, GroupOutbox groups, Trust trust) {
    this.kit = kit;
    this.groups = groups;
    this.trust = trust;
    account = kit.account();
    ids = new MessageIds(kit.random());
  }

  SentMessages sent() {
    return sent;
  }

  /**
   * Sends a message to all devices of a person and, wrapped, to the own other devices (05 §4).
   *
   * @return the id it was sent under
   * @throws UnknownRecipientException when nobody has this address
   */
  String send(UserJid to, Message message, Optional<String> wantedId, SendFault fault) {
    Account recipient = kit.accounts().find(to).orElseThrow(UnknownRecipientException::new);
    String id = wantedId.orElseGet(ids::next);
    byte[] copy = wrapped(to, message).toByteArray();
    byte[] original = message.toByteArray();
    StanzaTraits traits = StanzaTraits.of(message);
    List<Node> entries = new ArrayList<>();
    if (recipient != account) {
      for (Device device : recipient.devices()) {
        entry(device, to, original, traits, fault).ifPresent(entries::add);
      }
    }
    for (Device device : account.devices()) {
      if (device != kit.device()) {
        entry(device, to, copy, traits, fault).ifPresent(entries::add);
      }
    }
    sent.keep(id, new SentMessages.Sent(to, message, false));
    boolean toSelf = recipient == account;
    List<Node> token = toSelf ? List.of() : trust.shownTo(recipient);
    hand(id, PhoneStanzas.message(id, to, traits, entries, token), fault);
    if (!toSelf && fault != SendFault.HOLD && !message.hasProtocolMessage()) {
      trust.wroteTo(recipient);
    }
    return id;
  }

  /**
   * Sends a message to everybody in a group (05 §5).
   *
   * @return the id it was sent under
   */
  String sendToGroup(
      Membership group, Message message, Optional<String> wantedId, SendFault fault) {
    String id = wantedId.orElseGet(ids::next);
    Node stanza =
        groups.stanza(
            id,
            group,
            message,
            fault,
            (device, key) ->
                entry(
                    device,
                    group.manner(device.account()),
                    key,
                    StanzaTraits.TEXT,
                    keyFault(fault)));
    sent.keep(id, new SentMessages.Sent(group.group(), message, false));
    return hand(id, stanza, fault);
  }

  /**
   * Posts to the status feed, with the sender key for everybody each time, as Baileys does (05 §6).
   *
   * @return the id it was sent under
   */
  String sendStatus(List<Account> viewers, Message message, Optional<String> wantedId) {
    String id = wantedId.orElseGet(ids::next);
    byte[] key = groups.distribution(BroadcastJid.STATUS).toByteArray();
    List<Account> people = new ArrayList<>(viewers);
    people.remove(account);
    people.add(account);
    List<Node> entries = new ArrayList<>();
    for (Account person : people) {
      for (Device device : person.devices()) {
        if (device != kit.device()) {
          entry(device, person.phone(), key, StanzaTraits.TEXT, SendFault.NONE)
              .ifPresent(entries::add);
        }
      }
    }
    byte[] padded = Padding.pad(message.toByteArray(), kit.random());
    SignalCiphertext sealed = kit.senderKeys().encrypt(BroadcastJid.STATUS, padded);
    sent.keep(id, new SentMessages.Sent(BroadcastJid.STATUS, message, false));
    return hand(
        id, PhoneStanzas.status(id, StanzaTraits.of(message), entries, sealed), SendFault.NONE);
  }

  /** What is wrong with a message to a group is wrong with the message, not with the key. */
  private static SendFault keyFault(SendFault fault) {
    return fault == SendFault.UNKNOWN_PREKEY ? fault : SendFault.NONE;
  }

  private String hand(String id, Node stanza, SendFault fault) {
    if (fault == SendFault.HOLD) {
      held.add(stanza);
      return id;
    }
    kit.line().submit(stanza);
    if (fault == SendFault.TWICE) {
      kit.line().submit(stanza);
    }
    return id;
  }

  /** Hands over what was held, the latest first. */
  void release() {
    for (Node stanza : held.reversed()) {
      kit.line().submit(stanza);
    }
    held.clear();
  }

  /** Tells one own companion something; empty when it has left no keys yet. */
  Optional<String> sendPeer(Device companion, Message message) {
    if (!ready(companion)) {
      return Optional.empty();
    }
    String id = ids.next();
    sent.keep(id, new SentMessages.Sent(account.phone(), message, true));
    kit.line()
        .submit(
            PhoneStanzas.peer(id, companion.jid(), sealed(companion.lid(), message.toByteArray())));
    return Optional.of(id);
  }

  /** Sends a message again, to the one device that asked, under the session it has now. */
  void resend(String id, SentMessages.Sent original, DeviceJid to, int count) {
    if (original.to() instanceof GroupJid group) {
      groups.stillIn(group, to).ifPresent(known -> resend(id, known, original, to, count));
      return;
    }
    if (original.to() instanceof BroadcastJid) {
      Message withKey = groups.withKey(original.to(), original.message());
      SignalCiphertext sealed = sealed(kit.address(to), withKey.toByteArray());
      StanzaTraits traits = StanzaTraits.of(original.message());
      kit.line().submit(PhoneStanzas.statusResent(id, traits, to, count, sealed));
      return;
    }
    Message message =
        kit.own(to) && !original.peer()
            ? wrapped(original.to(), original.message())
            : original.message();
    kit.line()
        .submit(
            PhoneStanzas.resent(
                id,
                to,
                original.peer() ? StanzaTraits.TEXT : StanzaTraits.of(original.message()),
                original.peer(),
                count,
                sealed(kit.address(to), message.toByteArray())));
  }

  private void resend(
      String id, Membership group, SentMessages.Sent original, DeviceJid to, int count) {
    Message message = groups.withKey(group.group(), original.message());
    SignalCiphertext sealed = sealed(kit.address(to), message.toByteArray());
    kit.accounts().device(to).ifPresent(group.holders()::add);
    kit.line()
        .submit(
            PhoneStanzas.groupResent(
                id, group, StanzaTraits.of(original.message()), to, count, sealed));
  }

  private Optional<Node> entry(
      Device device, UserJid to, byte[] message, StanzaTraits traits, SendFault fault) {
    boolean reachable =
        fault == SendFault.UNKNOWN_PREKEY ? startWithUnknownPreKey(device) : ready(device);
    if (!reachable) {
      return Optional.empty();
    }
    byte[] padded = Padding.pad(message, kit.random());
    SignalCiphertext sealed =
        fault == SendFault.REUSE_NEXT
            ? kit.sessions().encryptKeepingKeys(device.lid(), padded)
            : kit.sessions().encrypt(device.lid(), padded);
    if (fault == SendFault.CORRUPT_MAC) {
      sealed = CorruptMac.of(sealed);
    }
    DeviceJid jid = device.account().like(to).device(device.id());
    return Optional.of(PhoneStanzas.to(jid, sealed, traits));
  }

  private SignalCiphertext sealed(DeviceJid address, byte[] message) {
    return kit.sessions().encrypt(address, Padding.pad(message, kit.random()));
  }

  /** Whether there is a session with the device; one is opened from its bundle if need be. */
  private boolean ready(Device device) {
    return kit.sessions().has(device.lid()) || start(device, device.preKeys().take());
  }

  private boolean startWithUnknownPreKey(Device device) {
    return start(device, device.preKeys().take().map(this::withUnknownPreKey));
  }

  private Bundle withUnknownPreKey(Bundle bundle) {
    OneTimePreKey unknown =
        new OneTimePreKey(UNKNOWN_PREKEY_ID, Curve25519.generate(kit.random()).publicKey());
    return new Bundle(
        bundle.registrationId(), bundle.identity(), bundle.signed(), Optional.of(unknown));
  }

  /** One device with wrong keys is left out; the others still get the message (05 §4). */
  private boolean start(Device device, Optional<Bundle> bundle) {
    try {
      bundle.ifPresent(present -> kit.sessions().start(device.lid(), present));
      return bundle.isPresent();
    } catch (SignalException e) {
      LOG.warn("a device left keys that no session can be opened with", e);
      return false;
    }
  }

  private static Message wrapped(Jid to, Message message) {
    Message.Builder copy =
        Message.newBuilder()
            .setDeviceSentMessage(
                DeviceSentMessage.newBuilder()
                    .setDestinationJid(to.toString())
                    .setMessage(message));
    if (message.hasMessageContextInfo()) {
      copy.setMessageContextInfo(message.getMessageContextInfo());
    }
    return copy.build();
  }
}
