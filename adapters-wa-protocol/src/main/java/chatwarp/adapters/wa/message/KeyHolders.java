package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.device.Peers.Peer;
import chatwarp.adapters.wa.device.StateKind;
import chatwarp.adapters.wa.signal.SignalAddress;
import chatwarp.domain.port.StateSpace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The devices that our messages in a chat go to, and which of them have our present sender key.
 * Immutable.
 */
record KeyHolders(Map<SignalAddress, Holder> devices) {
  static final KeyHolders NONE = new KeyHolders(Map.of());

  /**
   * A device.
   *
   * @param since from when on our messages in the chat are for it
   * @param identity the beginning of the identity key that it got our key under; 0 when it has not
   *     got it
   */
  record Holder(Instant since, int identity) {
    static final int LACKS_THE_KEY = 0;

    boolean holds(Optional<PublicKey> known) {
      return identity != LACKS_THE_KEY && known.filter(key -> mark(key) == identity).isPresent();
    }
  }

  KeyHolders {
    devices = Map.copyOf(devices);
  }

  /** A few bytes that tell one identity from the next. */
  static int mark(PublicKey identity) {
    int mark = ByteBuffer.wrap(identity.raw()).getInt();
    return mark == Holder.LACKS_THE_KEY ? 1 : mark;
  }

  /** What is known of a device, under its address now or the one before its LID was known. */
  Optional<Holder> find(Peer peer) {
    return Optional.ofNullable(devices.get(peer.address()))
        .or(() -> peer.former().map(devices::get));
  }

  /** Whether a person's messages were for them at a time, on whichever device. */
  boolean reached(Peer anyDevice, Instant at) {
    return devices.entrySet().stream()
        .anyMatch(entry ->
            !entry.getValue().since().isAfter(at)
                && (entry.getKey().name().equals(anyDevice.address().name())
                    || anyDevice
                        .former()
                        .filter(former -> former.name().equals(entry.getKey().name()))
                        .isPresent()));
  }

  /** Kept under the chat. */
  static final StateKind<KeyHolders> KIND =
      new StateKind<>() {
        private static final int FIXED = 1 + Long.BYTES + Integer.BYTES + Short.BYTES;

        @Override
        public StateSpace space() {
          return StateSpace.SENDER_KEY_MEMORY;
        }

        @Override
        public byte[] encode(KeyHolders holders) {
          int length = 0;
          for (SignalAddress address : holders.devices().keySet()) {
            length += FIXED + address.name().length();
          }
          ByteBuffer stored = ByteBuffer.allocate(length);
          holders
              .devices()
              .forEach((address, holder) -> {
                byte[] name = address.name().getBytes(StandardCharsets.US_ASCII);
                stored.put((byte) name.length).put(name).putShort((short) address.device());
                stored.putLong(holder.since().toEpochMilli()).putInt(holder.identity());
              });
          return stored.array();
        }

        @Override
        public KeyHolders decode(byte[] stored) {
          ByteBuffer source = ByteBuffer.wrap(stored);
          Map<SignalAddress, Holder> devices = LinkedHashMap.newLinkedHashMap(stored.length / 30);
          while (source.hasRemaining()) {
            byte[] name = new byte[source.get() & 0xFF];
            source.get(name);
            int device = source.getShort() & 0xFFFF;
            Holder holder = new Holder(Instant.ofEpochMilli(source.getLong()), source.getInt());
            devices.put(
                new SignalAddress(new String(name, StandardCharsets.US_ASCII), device), holder);
          }
          return new KeyHolders(devices);
        }
      };

  @Override
  public String toString() {
    return "KeyHolders[" + devices.size() + "]";
  }
}
