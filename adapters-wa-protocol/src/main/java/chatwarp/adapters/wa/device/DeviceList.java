package chatwarp.adapters.wa.device;

import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;
import chatwarp.domain.port.StateSpace;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The devices of a person as the server last told.
 *
 * @param readAt when the server told
 * @param devices numbers, 0 is the phone; ascending
 */
public record DeviceList(Instant readAt, List<Integer> devices) {
  public DeviceList {
    devices = devices.stream().distinct().sorted().toList();
  }

  /** The number of every cloud-hosted device (02 §7.3). */
  private static final int HOSTED = 99;

  /** Their addresses. */
  public List<DeviceJid> of(UserJid person) {
    return devices.stream().map(number -> address(person, number)).toList();
  }

  private static DeviceJid address(UserJid person, int number) {
    if (number != HOSTED) {
      return person.device(number);
    }
    UserServer server = person.isLid() ? UserServer.HOSTED_LID : UserServer.HOSTED;
    return new UserJid(person.user(), server).device(number);
  }

  /** Kept under {@code user@server}. */
  static final StateKind<DeviceList> KIND =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.DEVICE_LIST;
        }

        @Override
        public byte[] encode(DeviceList list) {
          ByteBuffer stored = ByteBuffer.allocate(8 + 2 * list.devices().size());
          stored.putLong(list.readAt().getEpochSecond());
          list.devices().forEach(device -> stored.putShort(device.shortValue()));
          return stored.array();
        }

        @Override
        public DeviceList decode(byte[] stored) {
          ByteBuffer buffer = ByteBuffer.wrap(stored);
          Instant readAt = Instant.ofEpochSecond(buffer.getLong());
          int count = buffer.remaining() / 2;
          return new DeviceList(
              readAt, IntStream.range(0, count).mapToObj(_ -> buffer.getShort() & 0xFFFF).toList());
        }
      };
}
