package chatwarp.adapters.wa.device;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.signal.IdentityChange;
import chatwarp.adapters.wa.signal.SessionRecord;
import chatwarp.adapters.wa.signal.SignalAddress;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What we hold of other devices, within a step: the sessions with them and their identity keys.
 *
 * <p>Everything is held under the person's LID when that is known (04 §9). What was held under the
 * phone number before moves over when the device is next met; a LID's own session wins, because it
 * is the newer one.
 */
public final class Peers {
  private static final StateKind<SessionRecord> SESSION =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.SESSION;
        }

        @Override
        public byte[] encode(SessionRecord record) {
          return record.encode();
        }

        @Override
        public SessionRecord decode(byte[] stored) {
          return SessionRecord.decode(stored);
        }
      };

  private static final StateKind<PublicKey> IDENTITY =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.IDENTITY;
        }

        @Override
        public byte[] encode(PublicKey key) {
          return key.raw();
        }

        @Override
        public PublicKey decode(byte[] stored) {
          return PublicKey.of(stored);
        }
      };

  /**
   * A device as we hold it.
   *
   * @param address where it is held
   * @param former where it may still be held from before its LID was known
   * @param id names what is held of it; made once, for a fan-out asks for it many times
   */
  public record Peer(
      DeviceJid device, SignalAddress address, Optional<SignalAddress> former, String id) {
    Peer(DeviceJid device, SignalAddress address, Optional<SignalAddress> former) {
      this(device, address, former, address.text());
    }
  }

  private Peers() {}

  /** The device as we hold it. */
  public static Peer of(Step step, DeviceJid device) {
    UserJid owner = device.owner();
    boolean hosted = !LidMap.plain(owner).equals(owner);
    if (hosted) {
      // A hosted device exists under one address only.
      return new Peer(device, SignalAddress.of(device), Optional.empty());
    }
    Optional<UserJid> other = LidMap.other(step, owner);
    if (owner.isLid()) {
      return new Peer(
          device,
          SignalAddress.of(device),
          other.map(phone -> SignalAddress.of(phone.device(device.device()))));
    }
    return other
        .map(lid ->
            new Peer(
                device,
                SignalAddress.of(lid.device(device.device())),
                Optional.of(SignalAddress.of(device))))
        .orElseGet(() -> new Peer(device, SignalAddress.of(device), Optional.empty()));
  }

  /** The devices as we hold them, everything about them fetched in two goes at most. */
  public static Map<DeviceJid, Peer> of(Step step, Collection<DeviceJid> devices) {
    Map<DeviceJid, Peer> peers = addressed(step, devices);
    List<StateKey> keys = new ArrayList<>();
    peers.values().forEach(peer -> keys.addAll(keys(peer)));
    step.want(keys);
    return peers;
  }

  /** The devices as we hold them, with their identities fetched and not their sessions. */
  public static Map<DeviceJid, Peer> identified(Step step, Collection<DeviceJid> devices) {
    Map<DeviceJid, Peer> peers = addressed(step, devices);
    List<StateKey> keys = new ArrayList<>();
    for (Peer peer : peers.values()) {
      keys.add(IDENTITY.key(peer.id()));
      peer.former().ifPresent(former -> keys.add(IDENTITY.key(former.text())));
    }
    step.want(keys);
    return peers;
  }

  private static Map<DeviceJid, Peer> addressed(Step step, Collection<DeviceJid> devices) {
    List<StateKey> addresses = new ArrayList<>(devices.size());
    devices.forEach(device -> addresses.addAll(LidMap.keys(device.owner())));
    step.want(addresses);
    Map<DeviceJid, Peer> peers = LinkedHashMap.newLinkedHashMap(devices.size());
    devices.forEach(device -> peers.put(device, of(step, device)));
    return peers;
  }

  private static List<StateKey> keys(Peer peer) {
    List<StateKey> keys = new ArrayList<>(4);
    keys.add(SESSION.key(peer.id()));
    keys.add(IDENTITY.key(peer.id()));
    peer.former().ifPresent(former -> keys.add(SESSION.key(former.text())));
    peer.former().ifPresent(former -> keys.add(IDENTITY.key(former.text())));
    return keys;
  }

  /** All sessions with the device; empty when there are none. */
  public static SessionRecord session(Step step, Peer peer) {
    return read(step, SESSION, peer).orElse(SessionRecord.empty());
  }

  /** Keeps the sessions with the device. */
  public static void session(Step step, Peer peer, SessionRecord record) {
    put(step, SESSION, peer, record);
  }

  /** The identity key known of the device. */
  public static Optional<PublicKey> identity(Step step, Peer peer) {
    return read(step, IDENTITY, peer);
  }

  /** Keeps the device's identity key, unless it is the known one. */
  public static void identity(Step step, Peer peer, IdentityChange change) {
    switch (change) {
      case IdentityChange.Unchanged _ -> {}
      case IdentityChange.FirstSeen(PublicKey key) -> put(step, IDENTITY, peer, key);
      case IdentityChange.Changed(PublicKey key, _) -> put(step, IDENTITY, peer, key);
    }
  }

  /** Keeps an identity key that was proved outside a session. */
  public static void identity(Step step, Peer peer, PublicKey key) {
    put(step, IDENTITY, peer, key);
  }

  /** The device as we hold it, everything about it fetched. */
  public static Peer fetched(Step step, DeviceJid device) {
    return of(step, List.of(device)).values().iterator().next();
  }

  /** Forgets sessions and identity, because the device was registered anew. */
  public static void forget(Step step, Peer peer) {
    delete(step, SESSION, peer);
    delete(step, IDENTITY, peer);
  }

  private static <T> Optional<T> read(Step step, StateKind<T> kind, Peer peer) {
    return step.read(kind, peer.id())
        .or(() -> peer.former().flatMap(former -> step.read(kind, former.text())));
  }

  private static <T> void put(Step step, StateKind<T> kind, Peer peer, T value) {
    step.put(kind, peer.id(), value);
    peer.former()
        .filter(former -> step.read(kind, former.text()).isPresent())
        .ifPresent(former -> step.delete(kind, former.text()));
  }

  private static void delete(Step step, StateKind<?> kind, Peer peer) {
    step.delete(kind, peer.id());
    peer.former().ifPresent(former -> step.delete(kind, former.text()));
  }
}
