package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.util.Optional;

/**
 * Who we are.
 *
 * @param phone this device, addressed by phone number
 * @param lid this device, addressed by LID
 */
public record OwnAddress(DeviceJid phone, Optional<DeviceJid> lid) {
  /**
   * The addresses of a linked device.
   *
   * @throws SessionException.NotConnected when no phone has linked it
   */
  public static OwnAddress of(AuthState auth) {
    return new OwnAddress(
        auth.metadata().device().orElseThrow(SessionException.NotConnected::new),
        auth.metadata().lid());
  }

  /** Whether a person is us, under either address. */
  public boolean is(UserJid person) {
    UserJid plain = LidMap.plain(person);
    return plain.equals(phone.owner()) || lid.filter(own -> plain.equals(own.owner())).isPresent();
  }

  /** Whether a device is this one. */
  public boolean isThisDevice(DeviceJid device) {
    return is(device.owner()) && device.device() == phone.device();
  }

  /** This device under its LID, when known. */
  DeviceJid canonical() {
    return lid.orElse(phone);
  }

  /** This device as chats of this kind name people; by phone number when there is no LID. */
  DeviceJid by(AddressingMode mode) {
    return mode == AddressingMode.LID ? canonical() : phone;
  }

  /** Our other address. */
  Optional<UserJid> other(UserJid own) {
    return own.isLid() ? Optional.of(phone.owner()) : lid.map(DeviceJid::owner);
  }

  /** Our address as a chat names people: by LID in a LID chat, when known. */
  public UserJid in(Jid chat) {
    boolean byLid = chat instanceof UserJid person && person.isLid();
    return byLid ? lid.map(DeviceJid::owner).orElse(phone.owner()) : phone.owner();
  }
}
