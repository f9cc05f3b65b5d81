package chatwarp.adapters.wa.signal;

import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;

/**
 * Whom a session is with: a name and a device (protocol/04 §9).
 *
 * <p>The name is the user, with {@code _N} behind it when the server's domain byte N is not 0. The
 * text form {@code name.device} names the session in a store.
 *
 * @param device 0..65535; 0 is the phone
 */
public record SignalAddress(String name, int device) {

  /** Checks the parts. */
  public SignalAddress {
    if (name.isEmpty() || device < 0 || device > 0xFFFF) {
      throw new IllegalArgumentException("a Signal address needs a name and a device 0..65535");
    }
  }

  /** The address of a device. */
  public static SignalAddress of(DeviceJid jid) {
    return of(jid.owner(), jid.device());
  }

  /** The address of a person's phone. */
  public static SignalAddress ofPhone(UserJid jid) {
    return of(jid, 0);
  }

  /** The address of a device on another server, for example a bot. */
  public static SignalAddress of(OtherJid jid) {
    return new SignalAddress(jid.user(), jid.device());
  }

  /** Reads the text form. */
  public static SignalAddress parse(String text) {
    int dot = text.lastIndexOf('.');
    if (dot <= 0) {
      throw new IllegalArgumentException("not a Signal address");
    }
    return new SignalAddress(
        text.substring(0, dot), Integer.parseInt(text, dot + 1, text.length(), 10));
  }

  /** The text form, {@code name.device}. */
  public String text() {
    return name + "." + device;
  }

  /** Redacted, because the name is a phone number. */
  @Override
  public String toString() {
    return "SignalAddress[redacted." + device + "]";
  }

  private static SignalAddress of(UserJid owner, int device) {
    UserServer server = owner.kind();
    String name = server.domain() == 0 ? owner.user() : owner.user() + "_" + server.domain();
    return new SignalAddress(name, device);
  }
}
