package chatwarp.domain.model;

/** One device of a person, 0..65535; 0 is the phone and is not written in the text form. */
public record DeviceJid(UserJid owner, int device) implements Jid {

  public DeviceJid {
    if (device < 0 || device > 0xFFFF) {
      throw new InvalidValueException("jid", "has a device outside 0..65535");
    }
  }

  public boolean isPhone() {
    return device == 0;
  }

  public boolean isLid() {
    return owner.isLid();
  }

  @Override
  public String user() {
    return owner.user();
  }

  @Override
  public String server() {
    return owner.server();
  }

  @Override
  public UserJid bare() {
    return owner;
  }

  @Override
  public String toString() {
    return device == 0 ? owner.toString() : owner.user() + ":" + device + "@" + owner.server();
  }
}
